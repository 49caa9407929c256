import type { Deliveries, Lane, PostWebhook } from './ports.ts';

export type WebhookDeps = {
  readonly deliveries: Deliveries;
  readonly post: PostWebhook;
  /** Waits between tries; after the last one a delivery is dead. */
  readonly retryAfterMs: readonly number[];
};
export type Sent =
  | { readonly state: 'nothing' | 'delivered' | 'dead' }
  | { readonly state: 'later'; readonly in_ms: number };

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
/** Over a day and a half: somebody gets up and mends it. */
export const webhookRetryAfterMs: readonly number[] = [
  5 * seconds,
  30 * seconds,
  2 * minutes,
  10 * minutes,
  hours,
  6 * hours,
  24 * hours,
];

const gone = 410;

export const createWebhookActivities = ({ deliveries, post, retryAfterMs }: WebhookDeps) => ({
  /** One try of the oldest that waits. A crash before it is noted sends it again under the same id: receivers know. */
  async deliverNext(lane: Lane): Promise<Sent> {
    const delivery = await deliveries.next(lane);
    if (!delivery) return { state: 'nothing' };
    const posted = await post(delivery);
    if (posted.ok) {
      await deliveries.tried(delivery, posted, false);
      return { state: 'delivered' };
    }
    const in_ms = posted.status === gone ? undefined : retryAfterMs[delivery.tries];
    await deliveries.tried(delivery, posted, in_ms === undefined);
    if (posted.status === gone) await deliveries.pauseGone(lane);
    return in_ms === undefined ? { state: 'dead' } : { state: 'later', in_ms };
  },
});

export type WebhookActivities = ReturnType<typeof createWebhookActivities>;
