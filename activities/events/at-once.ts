import type { PublishOrder } from './activities.ts';

/** True: the broker has it. */
export type AtOnce = (order: PublishOrder) => Promise<boolean>;

/** A broker in health confirms in a few milliseconds; nobody waits longer for one that is not. */
const mostMs = 250;

/** One try. What is not confirmed in time may still get through: the outbox announces it again, with the same message id. */
export const atOnce =
  (publish: (order: PublishOrder) => Promise<void>): AtOnce =>
  async (order) => {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), mostMs);
    const published = publish(order).then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([published, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
