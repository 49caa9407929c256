import { assertNever } from '../../core/shared/assert-never.ts';
import { refusalOf } from '../../core/slots/seat-rules.ts';
import { refused } from './commit-once.ts';
import { eventOf, factsOf, slotsNamedBy } from './facts.ts';
import { begunBy, currentBooking, intend } from './intend.ts';
import type { Committed, HoldOrder } from './orders.ts';
import type { BookingDeps, StoredBooking } from './ports.ts';
import { claimOrRefuse, endRefusal } from './refuse-seat.ts';
import { giveBack, ownSlot } from './settle.ts';

/** Keeps a seat while the candidate decides; an older hold is given back once this one stands. */
export async function takeHold(deps: BookingDeps, order: HoldOrder): Promise<Committed> {
  const { slot_id, user_id, event_id, op } = order;
  const [now, event, slot, found] = await Promise.all([
    deps.time.now(),
    eventOf(deps, order),
    deps.slots.forPerson(slot_id, user_id),
    currentBooking(deps, order),
  ]);
  const claiming = { event_id, user_id, op, now, override: order.override_reason !== undefined };
  // Most who come too late are told so by reading: nothing is written for a seat that is gone.
  const no = refusalOf(slot, { ...claiming, booking_id: found?.booking_id ?? null });
  if (no && !begunBy(found, op) && !holdsSeat(found, order)) return refused(deps, no, found, { event });

  const until = Math.min(now + event.hold_ms, slot?.bookable_until ?? now);
  const whose = { event_id, user_id, company_id: event.company_id, now };
  const hasIt = (booking: StoredBooking) => (ownSlot(booking) === slot_id ? 'already_booked' : null);
  const intent = await intend(deps, whose, { slot_id, op, until }, found, hasIt);
  switch (intent.kind) {
    case 'refused':
      return refused(deps, intent.reason, await endRefusal(deps, intent.booking, op), { event });
    case 'unfit':
      return refused(deps, intent.reason, intent.booking, { event });
    case 'stale':
    case 'committed':
      return refused(deps, 'stale', intent.booking, { event });
    case 'ready':
      break;
    default:
      return assertNever(intent);
  }
  const booking_id = intent.booking.booking_id;
  const guess = holdsSeat(found, order) ? 'own' : 'free';
  const others = slotsNamedBy(intent.booking).filter((id) => id !== slot_id);
  const [claimed, slots] = await Promise.all([
    claimOrRefuse(deps, { ...claiming, booking_id, slot_id, guess }, intent.booking),
    others.length > 0 ? deps.slots.byIds(others) : [],
  ]);
  if (claimed.kind === 'overtaken') return overtaken(deps, intent.booking, op);
  if (claimed.kind === 'refused') return refused(deps, claimed.reason, claimed.booking, { event, slots });

  const held = await keepOnly(deps, intent.booking, order);
  if (!held) return lost(deps, intent.booking, order);
  const known = { event, slots: [...slots, claimed.slot] };
  return { ok: true, booking: await factsOf(deps, held, known), announce: null };
}

const holdsSeat = (booking: StoredBooking | null, { slot_id }: HoldOrder): boolean =>
  booking?.holds.some((hold) => hold.slot_id === slot_id) ?? false;

/** Gives older holds back. Null: our own entry is gone, a newer operation has been here. */
async function keepOnly(
  deps: BookingDeps,
  booking: StoredBooking,
  { slot_id, op }: HoldOrder,
): Promise<StoredBooking | null> {
  const older = booking.holds.filter((hold) => hold.slot_id !== slot_id).map((hold) => hold.slot_id);
  await giveBack(deps, booking, older, op);
  const after =
    older.length > 0
      ? await deps.bookings.forget(booking.booking_id, older, op)
      : await deps.bookings.byId(booking.booking_id);
  const stands = after?.holds.some((hold) => hold.slot_id === slot_id && hold.op === op);
  return after && stands ? after : null;
}

/** The seat was taken after its entry had been given up: it must not stay without one. */
async function lost(
  deps: BookingDeps,
  before: StoredBooking,
  { slot_id, op }: HoldOrder,
): Promise<Committed> {
  const now = (await deps.bookings.byId(before.booking_id)) ?? before;
  await giveBack(deps, now, [slot_id], op);
  return refused(deps, now.refused?.op === op ? now.refused.reason : 'stale', now);
}

async function overtaken(deps: BookingDeps, before: StoredBooking, op: number): Promise<Committed> {
  const now = (await deps.bookings.byId(before.booking_id)) ?? before;
  return refused(deps, now.refused?.op === op ? now.refused.reason : 'stale', now);
}
