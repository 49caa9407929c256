import { ApplicationFailure } from '@temporalio/common';
import { noEventFailure } from '../../contracts/workflows/booking.ts';
import type { Truth } from '../../core/booking/facts.ts';
import { eventFacts, factsOf } from './facts.ts';
import type { Whose } from './orders.ts';
import type { BookingDeps, StoredBooking } from './ports.ts';
import { owedBy, settle } from './settle.ts';

export type TruthOrder = Whose & {
  /** Of a run that knows nothing yet. */
  readonly begins?: boolean;
};

/** Somebody who was erased: nothing may be sent, nothing taken. */
const nobody = { allowed: false, has_telegram: false, quiet: true };

/**
 * What a run begins with. The run before may have been lost between a commit and what it owed: that is made good here,
 * because the next commit would write over it.
 */
export async function readTruth(deps: BookingDeps, { begins, ...whose }: TruthOrder): Promise<Truth> {
  const [event, found, booking, lastBookableUntil, offset] = await Promise.all([
    deps.events.byId(whose.event_id),
    deps.people.facts(whose.user_id),
    deps.bookings.latest(whose),
    deps.slots.lastBookableUntil(whose.event_id),
    deps.time.offset(),
  ]);
  const { company_id: company, ...person } = found ?? { ...nobody, company_id: event?.company_id };
  // A draft is nobody's yet. A booking that is there is looked after, whatever became of the rest.
  if (!event || (!booking && (company !== event.company_id || event.status === 'draft')))
    throw noEvent(whose, begins);
  const settled = booking && (await mended(deps, booking));
  return {
    offset_ms: offset,
    sandbox: deps.time.sandbox,
    event: eventFacts(event, lastBookableUntil),
    person,
    booking: settled ?? (booking && (await factsOf(deps, booking, { event }))),
    ...(booking?.last_change ? { last_trace: booking.last_change.trace_id } : {}),
    // Asked last, and only of somebody who ever booked: of thousands who are invited nobody has.
    unpublished: booking ? await deps.audit.unpublished(whose) : [],
  };
}

/** A run that has begun waits for its event: a database may be away in parts. One that has not is told to leave. */
const noEvent = ({ event_id }: Whose, begins = false): ApplicationFailure =>
  ApplicationFailure.create({
    type: noEventFailure,
    message: `there is no event ${event_id} for this person`,
    nonRetryable: begins,
  });

async function mended(deps: BookingDeps, booking: StoredBooking) {
  if (!booking.last_change) return null;
  const owes = owedBy(booking).length > 0;
  const row = owes ? null : await deps.audit.read(booking.booking_id, booking.last_change.rev);
  return owes || !row ? (await settle(deps, booking)).facts : null;
}
