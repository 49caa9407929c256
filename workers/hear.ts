import { notifyMany, notifyOne, notifySource, webhookEvents } from '../contracts/events/topology.ts';
import { createNotifySource, createNotifyTelling } from './consumers/notify.ts';
import type { FanOut, Hear, Tell, WakeWebhook, WebhookFan } from './consumers/ports.ts';
import { createWebhookEvents } from './consumers/webhook-events.ts';

type Hearing = {
  readonly consume: Hear;
  readonly webhooks: { readonly fan: WebhookFan; readonly wake: WakeWebhook };
  readonly fan: FanOut;
  readonly tell: Tell;
};

/** What the worker reads of the broker: for other systems, and for those whom a change concerns. */
export async function hear({ consume, webhooks, fan, tell }: Hearing): Promise<void> {
  await consume({ queue: webhookEvents, prefetch: 1, ordered: true, handle: createWebhookEvents(webhooks) });
  await consume({ queue: notifySource, prefetch: 8, handle: createNotifySource(fan) });
  // More than a handful at a time would wait for Telegram's ceiling anyway.
  const handle = createNotifyTelling(tell);
  await consume({ queue: notifyOne, prefetch: 8, handle });
  await consume({ queue: notifyMany, prefetch: 4, handle });
}
