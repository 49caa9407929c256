import { readBookingEvent } from '../../contracts/events/admin-booking-event.ts';
import type { BookingEvent } from '../../contracts/events/booking-event.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { bookingId, eventId } from '../../core/shared/ids.ts';
import type { EventJournal, IdentityCache, SlotNews } from '../ports.ts';
import { applyForeign, type ForeignDeps } from './foreign-orders.ts';
import { messageIdOf } from './message-id.ts';
import { bury, done, type Verdict, wait } from './verdict.ts';

export type Message = { readonly body: Buffer; readonly messageId: string | undefined };
export type BookingEventDeps = ForeignDeps & {
  readonly news: SlotNews;
  readonly identities: IdentityCache;
  /** A neighbour is away: the message is all right. */
  readonly isAway: (error: unknown) => boolean;
};

/** `admin.booking.event`: keeps the admin's view of what happened, and takes orders of foreign publishers. */
export const createBookingEvents =
  (deps: BookingEventDeps) =>
  async (message: Message): Promise<Verdict> => {
    try {
      return await handle(deps, message);
    } catch (error) {
      if (deps.isAway(error)) return wait;
      throw error;
    }
  };

async function handle(deps: BookingEventDeps, { body, messageId }: Message): Promise<Verdict> {
  const read = readBookingEvent(body.toString('utf8'));
  switch (read.kind) {
    case 'misfit':
      return bury(read.reason);
    case 'ours':
      return once(deps.journal, read.event.message_id, () => keep(deps, read.event));
    case 'seed': {
      // The seed has no ids.
      const id = `foreign:${messageIdOf({ body, messageId })}`;
      return once(deps.journal, id, () => applyForeign(deps, id, read.event));
    }
    default:
      return assertNever(read);
  }
}

/** The inbox row is written last: a crash before it means the same effects again, under the same ids. */
async function once(journal: EventJournal, id: string, work: () => Promise<Verdict>): Promise<Verdict> {
  if (await journal.finished(id)) return done;
  const verdict = await work();
  if (verdict.verdict === 'done') await journal.finish(id);
  return verdict;
}

async function keep({ journal, news, identities }: BookingEventDeps, event: BookingEvent): Promise<Verdict> {
  const booking = bookingId(event.booking_id);
  const newest = await journal.advance(booking, event.rev, event.message_id);
  const { message_id, rev, event_type, payload, reason, initiated_by, trace_id } = event;
  await journal.record({
    message_id,
    booking_id: booking,
    event_id: eventId(event.event_id),
    rev,
    event_type,
    at: Date.parse(event.timestamp),
    payload,
    reason,
    initiated_by,
    trace_id,
    superseded: !newest,
  });
  if (!newest) return done;
  await news.bump(eventId(event.event_id));
  if (event.user_telegram_id !== null) await identities.drop(event.user_telegram_id);
  return done;
}
