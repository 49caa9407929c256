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

const { takeUp, passToWorker, sendNext, lookAfter } = proxyActivities<ConversationActivities>({
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
  let [unpassed, passing] = [input.to_worker === true, false];
  const pass = async (): Promise<void> => {
    passing = true;
    try {
      while (unpassed) {
        unpassed = false;
        await passToWorker.executeWithOptions({ summary: 'to the plugged-in worker' }, [{ user_id }]);
      }
    } finally {
      passing = false;
    }
  };
  /** Only a cancelled run ends it with a failure, and says so itself. */
  const passBeside = () => void (passing || pass().catch(() => undefined));
  if (unpassed) passBeside();
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
      if (!now?.to_worker) continue;
      // Beside the rest: while Redis is away coordinators can answer.
      unpassed = true;
      passBeside();
    }
    // 3. What they are answered, the oldest first.
    came = false;
    const answer = await sendNext.executeWithOptions({ summary: 'oldest answer' }, [{ user_id }]);
    if (answer.sent) {
      sent += 1;
      if (workflowInfo().continueAsNewSuggested)
        await continueAsNew<typeof conversationWorkflow>({
          v: 1,
          user_id,
          heard,
          ...((unpassed || passing) && { to_worker: true as const }),
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
    if (again_in_ms === null && !passing) return ended();
    if (again_in_ms === null) await condition(() => heard.length > 0 || came || !passing);
    else await condition(() => heard.length > 0 || came, again_in_ms);
  }
}
