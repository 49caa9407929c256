import { ActivityFailure, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { BroadcastActivities } from '../../activities/broadcast/activities.ts';
import {
  type BroadcastInput,
  type BroadcastProgress,
  type BroadcastResult,
  broadcastProgress,
} from '../../contracts/workflows/broadcast.ts';

const patient = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 ms', maximumInterval: '1 minute' },
} as const;
const { planBroadcast, failBroadcast } = proxyActivities<BroadcastActivities>(patient);
/** A pause that Telegram asks for is the wait before the next attempt. After a day an announcement is no news. */
const { postBroadcast } = proxyActivities<BroadcastActivities>({
  ...patient,
  scheduleToCloseTimeout: '1 day',
});

/** One announcement in one chat. The numbered steps are those of README.md beside this file. */
export async function broadcastWorkflow({ broadcast_id }: BroadcastInput): Promise<BroadcastResult> {
  let progress: BroadcastProgress = { step: 'planning' };
  setHandler(broadcastProgress, () => progress, { description: 'How far the announcement is' });
  const posted = (message_id: number): BroadcastResult => {
    progress = { step: 'posted' };
    setCurrentDetails(`**posted** · broadcast \`${broadcast_id}\` is message ${message_id} of its chat.`);
    return { v: 1, posted: true, message_id };
  };
  const failed = (reason: string): BroadcastResult => {
    progress = { step: 'failed' };
    setCurrentDetails(`**failed** · broadcast \`${broadcast_id}\`: ${reason}.`);
    return { v: 1, posted: false, reason };
  };

  // 1. Decide where it goes, once; or say why it can go nowhere.
  setCurrentDetails(`Reading command \`${broadcast_id}\`.`);
  const plan = await planBroadcast.executeWithOptions({ summary: 'which chat' }, [{ broadcast_id }]);
  if (!plan.ok) return failed(plan.reason);
  if (plan.done !== null) return posted(plan.done);

  // 2. Post it: the ledger makes it one message, however often this is tried.
  progress = { step: 'posting' };
  setCurrentDetails(`**posting** · broadcast \`${broadcast_id}\` waits for its turn in the bulk lane.`);
  try {
    const post = await postBroadcast.executeWithOptions({ summary: 'one message' }, [{ broadcast_id }]);
    return post.ok ? posted(post.message_id) : failed(post.reason);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    // 3. Refused for good, or not taken for a day: note why, for whoever sent the command.
    const reason = error.cause?.message ?? error.message;
    await failBroadcast.executeWithOptions({ summary: 'note why' }, [{ broadcast_id, reason }]);
    return failed(reason);
  }
}
