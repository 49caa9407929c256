import { factsOf } from './facts.ts';
import type { Committed, OpOrder } from './orders.ts';
import type { BookingDeps, StoredBooking } from './ports.ts';
import { ownSlot, settle } from './settle.ts';

/**
 * Makes seats and booking agree again, from the stored truth: owed clean-up is done, a seat nothing explains goes back,
 * a seat the booking should have and has not is taken again. Never over capacity: where it is gone, the booking stays and
 * the reconciler goes on counting it, until staff decide who moves.
 */
export async function mendBooking(deps: BookingDeps, order: Omit<OpOrder, 'booking_id'>): Promise<Committed> {
  const found = await deps.bookings.latest(order);
  if (found?.last_change) await settle(deps, found);
  const booking = (await deps.bookings.latest(order)) ?? null;
  await giveBackUnexplained(deps, order, booking);
  if (booking) await takeMissing(deps, order, booking);
  const now = booking && (await deps.bookings.byId(booking.booking_id));
  return { ok: true, booking: now && (await factsOf(deps, now)), announce: null } as Committed;
}

async function giveBackUnexplained(
  deps: BookingDeps,
  { event_id, user_id }: Omit<OpOrder, 'booking_id'>,
  booking: StoredBooking | null,
): Promise<void> {
  const explained = new Set([
    ...(booking ? [ownSlot(booking)] : []),
    ...(booking?.active ? booking.holds.map((hold) => hold.slot_id) : []),
  ]);
  const seated = await deps.slots.seatedIn({ event_id, user_id });
  for (const { slot_id, seats } of seated)
    for (const seat of seats) {
      const ours = seat.user_id === user_id;
      const stands = explained.has(slot_id) && seat.booking_id === booking?.booking_id;
      if (ours && !stands)
        await deps.seats.release({ slot_id, user_id, booking_id: seat.booking_id, op: seat.op });
    }
  if (seated.length > 0) deps.cache.slotsChanged(event_id);
}

async function takeMissing(
  deps: BookingDeps,
  { event_id, user_id, op }: Omit<OpOrder, 'booking_id'>,
  { booking_id, ...booking }: StoredBooking,
): Promise<void> {
  const slot = booking.status === 'booked' ? booking.slot : null;
  if (slot === null) return;
  const state = await deps.slots.forPerson(slot.slot_id, user_id);
  if (state?.seats.some((seat) => seat.booking_id === booking_id)) return;
  const now = await deps.time.now();
  // It was granted before: closing and cut-off have nothing to say any more.
  const claim = { slot_id: slot.slot_id, event_id, user_id, booking_id, op: Math.max(op, booking.op_seq) };
  await deps.seats.claim({ ...claim, now, override: true, by: 'free' });
}
