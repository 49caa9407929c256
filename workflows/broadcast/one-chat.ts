import { ActivityFailure, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { BroadcastAnswer, BroadcastResult } from '../../contracts/workflows/broadcast.ts';
import type { Run } from './run.ts';
import { postBroadcast, verbs } from './verbs.ts';

/** One message in one chat, a channel mostly; the ledger makes it one, however often this is tried. */
export async function post(run: Run, done: number | null): Promise<BroadcastResult> {
  const { id: broadcast_id } = run;
  const result = done === null ? await postOnce(broadcast_id) : said(broadcast_id, done);
  for (let next = run.asked.shift(); next; next = run.asked.shift())
    next.answer =
      next.wish.kind === 'recall' && result.posted ? await recallPost(run) : { ok: false, reason: 'not_now' };
  return result;
}

type OneResult = Extract<BroadcastResult, { readonly posted: boolean }>;

async function postOnce(broadcast_id: string): Promise<OneResult> {
  setCurrentDetails(`**posting** · broadcast \`${broadcast_id}\` waits for its turn in the bulk lane.`);
  try {
    const one = await postBroadcast.executeWithOptions({ summary: 'one message' }, [{ broadcast_id }]);
    return one.ok ? said(broadcast_id, one.message_id) : failed(broadcast_id, one.reason);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    // Refused for good, or not taken for a day: note why, for whoever sent the command.
    const reason = error.cause?.message ?? error.message;
    await verbs.failBroadcast.executeWithOptions({ summary: 'note why' }, [{ broadcast_id, reason }]);
    return failed(broadcast_id, reason);
  }
}

function said(broadcast_id: string, message_id: number): OneResult {
  setCurrentDetails(`**posted** · broadcast \`${broadcast_id}\` is message ${message_id} of its chat.`);
  return { v: 1, posted: true, message_id };
}

export function failed(broadcast_id: string, reason: string): OneResult {
  setCurrentDetails(`**failed** · broadcast \`${broadcast_id}\`: ${reason}.`);
  return { v: 1, posted: false, reason };
}

async function recallPost(run: Run): Promise<BroadcastAnswer> {
  for (;;) {
    const { wait_ms } = await verbs.takeBackPost({ broadcast_id: run.id });
    if (wait_ms === 0) break;
    await sleep(Math.max(1, wait_ms), { summary: 'Telegram wants a pause' });
  }
  await verbs.noteRecalled({ broadcast_id: run.id });
  return { ok: true, count: 1 };
}
