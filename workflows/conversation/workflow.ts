import {
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ConversationActivities } from '../../activities/conversations/activities.ts';
import {
  type ConversationInput,
  type ConversationResult,
  conversationProgress,
  look,
  said,
} from '../../contracts/workflows/conversation.ts';
import { beside } from './beside.ts';

const patience = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 ms', maximumInterval: '1 minute' },
} as const;
const { takeUp, sendNext, lookAfter } = proxyActivities<ConversationActivities>(patience);
/** A try that is under way goes on when it is cancelled: it is over when its outcome is known. (The SDK’s own default is another.) */
const { passToWorker, carryNext } = proxyActivities<ConversationActivities>({
  ...patience,
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
});

/** Asked before anything is awaited: one more turn would change the order of commands, and no older history would replay. */
const isLong = (): boolean => workflowInfo().continueAsNewSuggested;

/** What a person says and is answered, in order. The numbered steps are those of README.md beside this file. */
export async function conversationWorkflow(input: ConversationInput): Promise<ConversationResult> {
  const { user_id } = input;
  const heard = [...(input.heard ?? [])];
  let came = false;
  let [taken, sent] = [0, 0];
  // 1. Listen first: the signal that started this run is among those that wait.
  setHandler(said, ({ message_id }) => void heard.push(message_id), {
    description: 'The person wrote: the message stands in the store',
  });
  setHandler(
    look,
    () => {
      came = true;
    },
    { description: 'An answer waits in the store' },
  );
  setHandler(conversationProgress, () => ({ heard: taken, sent }), {
    description: 'Messages of the person taken up, and answers sent, by this run',
  });
  const worker = beside(async () => {
    await passToWorker.executeWithOptions({ summary: 'to the plugged-in worker' }, [{ user_id }]);
  });
  const topic = beside(async () => {
    while ((await carryNext.executeWithOptions({ summary: 'into their topic' }, [{ user_id }])).carried);
  });
  if (input.to_worker) worker.ask();
  if (input.to_topic) topic.ask();
  const ended = (): ConversationResult => ({ v: 1, heard: taken, sent });
  /** In a new run. Earlier runs did so after answers only, with steps of theirs still under way. */
  const goOn = async (answered: boolean): Promise<void> => {
    const rest = {
      ...(worker.busy() && { to_worker: true as const }),
      ...(topic.busy() && { to_topic: true as const }),
    };
    // A step that the next run takes while it is under way here is taken twice: the ledger knows only what is over.
    if (patched('hands-over-between-steps')) await Promise.all([worker.stop(), topic.stop()]);
    else if (!answered) return;
    await continueAsNew<typeof conversationWorkflow>({ v: 1, user_id, heard, ...rest });
  };

  for (;;) {
    // 2. What they said, one after the other.
    for (let next = heard[0]; next !== undefined; next = heard[0]) {
      const now = await takeUp.executeWithOptions({ summary: 'what they said' }, [
        { user_id, message_id: next },
      ]);
      heard.shift();
      taken += 1;
      // Earlier runs were answered nothing here.
      if (now?.to_topic) topic.ask();
      // Beside the rest: while Redis is away coordinators can answer.
      if (now?.to_worker) worker.ask();
      // Somebody may write on and on and be answered by nobody.
      if (isLong()) await goOn(false);
    }
    // 3. What they are answered, the oldest first.
    came = false;
    const answer = await sendNext.executeWithOptions({ summary: 'oldest answer' }, [{ user_id }]);
    if (answer.to_topic) topic.ask();
    if (answer.sent) {
      sent += 1;
      if (isLong()) await goOn(true);
      continue;
    }
    // 4. Nothing waits: coordinators are told when somebody has waited for too long.
    const { again_in_ms } = await lookAfter.executeWithOptions({ summary: 'does somebody wait' }, [
      { user_id },
    ]);
    if (isLong()) await goOn(false);
    if (heard.length > 0 || came) continue;
    setCurrentDetails(`Person \`${user_id}\`: ${taken} heard, ${sent} answers sent.`);
    // 5. Nobody waits: end. With a signal that comes meanwhile the server refuses the end, and it is taken first.
    const idle = () => !worker.busy() && !topic.busy();
    if (again_in_ms === null && idle()) return ended();
    if (again_in_ms === null) await condition(() => heard.length > 0 || came || idle());
    else await condition(() => heard.length > 0 || came, again_in_ms);
  }
}
