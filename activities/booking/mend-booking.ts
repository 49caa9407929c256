import { refused } from './commit-once.ts';
import { factsOf } from './facts.ts';
import type { Committed, OpOrder } from './orders.ts';
import type { BookingDeps, StoredBooking } from './ports.ts';
import { giveBack, ownSlot, settle } from './settle.ts';

type MendOrder = Omit<OpOrder, 'booking_id'>;

/**
 * Makes seats and booking agree again, from the stored truth: owed clean-up is done, a hold that ran out and a seat nothing
 * explains go back, a seat the booking should have and has not is taken again. Never over capacity: where it is gone, the
 * booking stays and the reconciler goes on counting it, until staff decide who moves.
 */
export async function mendBooking(deps: BookingDeps, order: MendOrder): Promise<Committed> {
  const found = await deps.bookings.all(order);
  const latest = found[0] ?? null;
  // Two active bookings are nothing a rule can choose between: an alarm, and nobody loses a seat.
  if (latest && found.filter((one) => one.active).length > 1)
    return { ok: true, booking: await factsOf(deps, latest), announce: null };
  if (latest && !(await begun(deps, latest, order.op))) return refused(deps, 'stale', latest);
  for (const one of found) await settleOwed(deps, one, order.op);
  if (latest?.active) await mendHolds(deps, latest, order);
  await giveBackUnexplained(deps, order);
  if (latest) await takeMissing(deps, order, latest);
  const now = latest && (await deps.bookings.byId(latest.booking_id));
  // Without a booking there is nothing to tell of: only seats were given back.
  return { ok: true, booking: now && (await factsOf(deps, now)), announce: null } as Committed;
}

/** Begun first: an older operation that is still on its way finds itself out of date. */
async function begun(deps: BookingDeps, { booking_id }: StoredBooking, op: number): Promise<boolean> {
  if (await deps.bookings.begin(booking_id, op)) return true;
  return (await deps.bookings.byId(booking_id))?.op_seq === op;
}

/** What a commit owed, and what a booking that has ended still lists. */
async function settleOwed(deps: BookingDeps, booking: StoredBooking, op: number): Promise<void> {
  if (booking.last_change) await settle(deps, booking);
  if (!booking.active) await drop(deps, booking, booking.holds, op);
}

/** Operations rise over all bookings of a person and event: none of these is newer than the one that mends. */
async function drop(
  deps: BookingDeps,
  booking: StoredBooking,
  holds: StoredBooking['holds'],
  op: number,
): Promise<void> {
  const slots = holds.map((hold) => hold.slot_id);
  if (slots.length === 0) return;
  await giveBack(deps, booking, slots, op);
  await deps.bookings.forget(booking.booking_id, slots, op);
}

/** A hold that ran out goes back; one that has lost its seat takes it again, or is given up. */
async function mendHolds(
  deps: BookingDeps,
  { booking_id }: StoredBooking,
  { event_id, user_id, op: newest }: MendOrder,
): Promise<void> {
  const booking = await deps.bookings.byId(booking_id);
  if (!booking) return;
  const now = await deps.time.now();
  const over = booking.holds.filter((hold) => hold.until <= now);
  await drop(deps, booking, over, newest);
  const slots = await deps.slots.byIds(booking.holds.map((hold) => hold.slot_id));
  for (const hold of booking.holds.filter(({ until }) => until > now)) {
    const slot = slots.find((one) => one.slot_id === hold.slot_id);
    if (slot?.seats.some((seat) => seat.booking_id === booking_id)) continue;
    const { slot_id, op } = hold;
    const claim = { slot_id, event_id, user_id, booking_id, op, now, override: false, by: 'free' } as const;
    if (await deps.seats.claim(claim)) deps.cache.slotsChanged(event_id);
    else await deps.bookings.forget(booking_id, [slot_id], op);
  }
}

async function giveBackUnexplained(deps: BookingDeps, { event_id, user_id }: MendOrder): Promise<void> {
  const [bookings, seated] = await Promise.all([
    deps.bookings.all({ event_id, user_id }),
    deps.slots.seatedIn({ event_id, user_id }),
  ]);
  for (const { slot_id, seats } of seated)
    for (const { booking_id, op, user_id: whose } of seats) {
      if (whose !== user_id) continue;
      const booking = bookings.find((one) => one.booking_id === booking_id);
      const stands =
        booking &&
        (ownSlot(booking) === slot_id ||
          (booking.active && booking.holds.some((hold) => hold.slot_id === slot_id)));
      if (stands) continue;
      await deps.seats.release({ slot_id, user_id, booking_id, op });
      const opening = {
        key: `mended:${slot_id}:${booking_id}:${op}`,
        slots: [slot_id],
        seats: 1,
        by: user_id,
      };
      await deps.openings.freed({ event_id, ...opening });
    }
  if (seated.length > 0) deps.cache.slotsChanged(event_id);
}

async function takeMissing(
  deps: BookingDeps,
  { event_id, user_id, op }: MendOrder,
  booking: StoredBooking,
): Promise<void> {
  const slot_id = ownSlot(booking);
  if (slot_id === null) return;
  const { booking_id } = booking;
  const state = await deps.slots.forPerson(slot_id, user_id);
  if (state?.seats.some((seat) => seat.booking_id === booking_id)) return;
  const now = await deps.time.now();
  // It was granted before: closing and cut-off have nothing to say any more.
  const claim = { slot_id, event_id, user_id, booking_id, op, now, override: true, by: 'free' } as const;
  if (await deps.seats.claim(claim)) deps.cache.slotsChanged(event_id);
}
