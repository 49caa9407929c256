import {
  condition,
  continueAsNew,
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

const { takeUp, passToWorker, sendNext, carryNext, lookAfter } = proxyActivities<ConversationActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 ms', maximumInterval: '1 minute' },
});

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
    }
    // 3. What they are answered, the oldest first.
    came = false;
    const answer = await sendNext.executeWithOptions({ summary: 'oldest answer' }, [{ user_id }]);
    if (answer.to_topic) topic.ask();
    if (answer.sent) {
      sent += 1;
      if (workflowInfo().continueAsNewSuggested)
        await continueAsNew<typeof conversationWorkflow>({
          v: 1,
          user_id,
          heard,
          ...(worker.busy() && { to_worker: true as const }),
          ...(topic.busy() && { to_topic: true as const }),
        });
      continue;
    }
    // 4. Nothing waits: coordinators are told when somebody has waited for too long.
    const { again_in_ms } = await lookAfter.executeWithOptions({ summary: 'does somebody wait' }, [
      { user_id },
    ]);
    if (heard.length > 0 || came) continue;
    setCurrentDetails(`Person \`${user_id}\`: ${taken} heard, ${sent} answers sent.`);
    // 5. Nobody waits: end. With a signal that comes meanwhile the server refuses the end, and it is taken first.
    const idle = () => !worker.busy() && !topic.busy();
    if (again_in_ms === null && idle()) return ended();
    if (again_in_ms === null) await condition(() => heard.length > 0 || came || idle());
    else await condition(() => heard.length > 0 || came, again_in_ms);
  }
}

/** What goes on beside the rest, again when it was asked for meanwhile. Only a cancelled run ends it with a failure, and says so itself. */
function beside(work: () => Promise<void>): { readonly ask: () => void; readonly busy: () => boolean } {
  let [wanted, running] = [false, false];
  const run = async (): Promise<void> => {
    running = true;
    try {
      while (wanted) {
        wanted = false;
        await work();
      }
    } finally {
      running = false;
    }
  };
  return {
    ask() {
      wanted = true;
      if (!running) void run().catch(() => undefined);
    },
    busy: () => wanted || running,
  };
}
