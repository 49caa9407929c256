import type { SeatRefusal } from '../../core/booking/words.ts';
import { refusalOf, type SlotState } from '../../core/slots/seat-rules.ts';
import type { BookingDeps, SeatClaim, StoredBooking } from './ports.ts';
import { giveBack, ownSlot } from './settle.ts';

export type Claimed =
  | { readonly kind: 'taken'; readonly slot: SlotState }
  | { readonly kind: 'refused'; readonly reason: SeatRefusal; readonly booking: StoredBooking }
  /** Another run of the same operation came first: the booking says what became of it. */
  | { readonly kind: 'overtaken' };

const attempts = 3;

/** Claims until the answer is definite: a seat that became free between the claim and its explanation is tried again. */
export async function claimOrRefuse(
  deps: BookingDeps,
  order: Omit<SeatClaim, 'now' | 'by'> & { readonly guess: SeatClaim['by'] },
  booking: StoredBooking,
): Promise<Claimed> {
  let reason: SeatRefusal | null = null;
  let seated = false;
  let by = order.guess;
  for (let attempt = 0; attempt < attempts && reason === null; attempt += 1) {
    // The cut-off counts when the seat is taken, not when the order came in.
    const claim = { ...order, by, now: await deps.time.now() };
    const taken = await deps.seats.claim(claim);
    if (taken) {
      deps.cache.slotsChanged(claim.event_id);
      return { kind: 'taken', slot: taken };
    }
    const slot = await deps.slots.forPerson(claim.slot_id, claim.user_id);
    reason = refusalOf(slot, claim);
    seated = slot?.seats.some((seat) => seat.booking_id === claim.booking_id) ?? false;
    by = seated ? 'own' : 'free';
  }
  return refuseSeat(deps, order, booking, reason ?? 'slot_taken', seated);
}

/**
 * First the booking says no, then the seat goes: in this order no other run of the same operation can commit a seat that
 * is given back here.
 */
async function refuseSeat(
  deps: BookingDeps,
  { booking_id, op, slot_id }: Pick<SeatClaim, 'booking_id' | 'op' | 'slot_id'>,
  booking: StoredBooking,
  reason: SeatRefusal,
  seated: boolean,
): Promise<Claimed> {
  const owed = seated && ownSlot(booking) !== slot_id;
  const said = await deps.bookings.refuse({ booking_id, op, slot_id, reason, forget: !owed });
  if (!said) return { kind: 'overtaken' };
  if (!owed) return { kind: 'refused', reason, booking: said };
  return { kind: 'refused', reason, booking: await endRefusal(deps, said, op) };
}

/** Gives back what a refused operation still lists. */
export async function endRefusal(
  deps: BookingDeps,
  booking: StoredBooking,
  op: number,
): Promise<StoredBooking> {
  const owed = booking.holds.filter((hold) => hold.op === op).map((hold) => hold.slot_id);
  if (owed.length === 0) return booking;
  await giveBack(deps, booking, owed, op);
  return (await deps.bookings.forget(booking.booking_id, owed, op)) ?? booking;
}
