import {
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { WebhookActivities } from '../../activities/webhooks/activities.ts';
import {
  deliveryWaits,
  type WebhookInput,
  type WebhookResult,
  webhookProgress,
} from '../../contracts/workflows/webhook.ts';
import { assertNever } from '../../core/shared/assert-never.ts';

const { deliverNext } = proxyActivities<WebhookActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Sends one subject's deliveries to one webhook. The numbered steps are those of README.md beside this file. */
export async function webhookWorkflow(input: WebhookInput): Promise<WebhookResult> {
  const { webhook_id, subject } = input;
  let [came, hurry] = [false, false];
  let [delivered, dead] = [0, 0];
  // 1. Listen first: the signal that started this run is among those that wait.
  setHandler(
    deliveryWaits,
    ({ now }) => {
      came = true;
      hurry ||= now;
    },
    { description: 'A delivery waits in the store' },
  );
  setHandler(webhookProgress, () => ({ delivered, dead }), { description: 'Deliveries sent and given up' });

  for (;;) {
    [came, hurry] = [false, false];
    // 2. Try the oldest one: those behind it wait for it, which is what keeps them in order.
    const sent = await deliverNext.executeWithOptions({ summary: 'oldest delivery' }, [
      { webhook_id, subject },
    ]);
    switch (sent.state) {
      case 'delivered':
        delivered += 1;
        break;
      case 'dead':
        dead += 1;
        break;
      // 3. It failed: wait, longer each time, unless somebody asks for it now.
      case 'later':
        // Asked for during the try: what is wanted now may not be what was tried. Runs of before waited all the same.
        if (hurry && patched('heeds-a-replay-during-a-try')) break;
        hurry = false;
        setCurrentDetails(
          `Webhook \`${webhook_id}\`, subject \`${subject}\`: the next try is in ${sent.in_ms} ms.`,
        );
        await condition(() => hurry, sent.in_ms);
        break;
      // 4. Nothing waits: end. With a signal that comes meanwhile the server refuses the end, and it is taken first.
      case 'nothing':
        if (came) break;
        setCurrentDetails(`Subject \`${subject}\`: ${delivered} delivered, ${dead} given up.`);
        return { v: 1, delivered, dead };
      default:
        assertNever(sent);
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookWorkflow>(input);
  }
}
