import { bookingEventSchema } from '../../contracts/events/booking-event.ts';
import { notificationSchema } from '../../contracts/events/notification.ts';
import { slotChangedSchema } from '../../contracts/events/slot-changed.ts';
import type { FanOut, Tell } from './ports.ts';
import { parsed, type Verdict } from './read.ts';

type Message = { readonly body: Buffer };
const misfit: Verdict = { verdict: 'bury', reason: 'it does not fit its schema' };
const done: Verdict = { verdict: 'done' };

/** `notify.source`: one message for each person whom it concerns. Safe twice: the same event makes the same messages. */
export const createNotifySource =
  (fan: FanOut) =>
  async ({ body }: Message): Promise<Verdict> => {
    const json = parsed(body.toString('utf8'));
    const booking = bookingEventSchema.safeParse(json);
    if (booking.success) {
      await fan.booking(booking.data);
      return done;
    }
    const slot = slotChangedSchema.safeParse(json);
    if (!slot.success) return misfit;
    await fan.slot(slot.data);
    return done;
  };

/** `notify.p2p` and `notify.broadcast`: told once, by the ledger. */
export const createNotifyTelling =
  (tell: Tell) =>
  async ({ body }: Message): Promise<Verdict> => {
    const read = notificationSchema.safeParse(parsed(body.toString('utf8')));
    if (!read.success) return misfit;
    return verdictOf(await tell(read.data));
  };

function verdictOf(told: Awaited<ReturnType<Tell>>): Verdict {
  if (told.kind === 'wait') return { verdict: 'wait' };
  return told.kind === 'refused' ? { verdict: 'bury', reason: told.why } : done;
}
