import type { Truth } from '../../core/booking/facts.ts';
import { eventFacts, eventOf, factsOf } from './facts.ts';
import type { Whose } from './orders.ts';
import type { BookingDeps, StoredBooking } from './ports.ts';
import { settle } from './settle.ts';

/** Somebody who was erased: nothing may be sent, nothing taken. */
const nobody = { allowed: false, has_telegram: false, quiet: true };

/**
 * What a run begins with. The run before may have been lost between a commit and what it owed: that is made good here,
 * because the next commit would write over it.
 */
export async function readTruth(deps: BookingDeps, whose: Whose): Promise<Truth> {
  const [event, person, booking, lastBookableUntil, offset, unpublished] = await Promise.all([
    eventOf(deps, whose),
    deps.people.facts(whose.user_id),
    deps.bookings.latest(whose),
    deps.slots.lastBookableUntil(whose.event_id),
    deps.time.offset(),
    deps.audit.unpublished(whose),
  ]);
  const settled = booking && (await mended(deps, booking));
  return {
    offset_ms: offset,
    sandbox: deps.time.sandbox,
    event: eventFacts(event, lastBookableUntil),
    person: person ?? nobody,
    booking: settled ?? (booking && (await factsOf(deps, booking, { event }))),
    unpublished: settled ? await deps.audit.unpublished(whose) : unpublished,
  };
}

async function mended(deps: BookingDeps, booking: StoredBooking) {
  if (!booking.last_change) return null;
  const owes = booking.holds.some((hold) => hold.op <= booking.last_op);
  const row = owes ? null : await deps.audit.read(booking.booking_id, booking.last_change.rev);
  return owes || !row ? (await settle(deps, booking)).facts : null;
}
