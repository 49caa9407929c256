import type { Refusal, SeatRefusal } from '../../core/booking/words.ts';
import type { BookingId } from '../../core/shared/ids.ts';
import type { Whose } from './orders.ts';
import type { BookingDeps, StoredBooking, StoredHold } from './ports.ts';

export type Intent =
  | { readonly kind: 'ready'; readonly booking: StoredBooking }
  | { readonly kind: 'stale'; readonly booking: StoredBooking }
  /** This operation was committed before. */
  | { readonly kind: 'committed'; readonly booking: StoredBooking }
  /** This operation was refused before. */
  | { readonly kind: 'refused'; readonly booking: StoredBooking; readonly reason: SeatRefusal }
  /** The booking as it stands has no use for this seat. */
  | { readonly kind: 'unfit'; readonly booking: StoredBooking; readonly reason: Refusal };

/**
 * The booking an order speaks of. One that has ended is not it, the next one may have begun; but for an order that is older
 * than its end.
 */
export async function currentBooking(
  deps: BookingDeps,
  order: Whose & { readonly booking_id: BookingId | null; readonly op: number },
): Promise<StoredBooking | null> {
  const named = order.booking_id ? await deps.bookings.byId(order.booking_id) : null;
  const counts = named && (named.active || named.op_seq >= order.op);
  return counts ? named : deps.bookings.active(order);
}

/** Whether this operation has been here before: then it goes on from where it stopped, whatever the slot says now. */
export const begunBy = (booking: StoredBooking | null, op: number): boolean =>
  booking !== null &&
  (booking.last_op === op || booking.refused?.op === op || booking.holds.some((hold) => hold.op === op));

/** Each failed try means that the operations rose: only a newer one goes on, so this ends. */
const tries = 100;

/** Notes the seat in the booking before it is touched; makes the booking if there is none. */
export async function intend(
  deps: BookingDeps,
  order: Whose & { readonly company_id: string; readonly now: number },
  hold: StoredHold,
  found: StoredBooking | null,
  unfit: (booking: StoredBooking) => Refusal | null,
): Promise<Intent> {
  let booking = found;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (!booking) {
      const opened = await deps.bookings.open({ ...order, hold });
      if (opened) return { kind: 'ready', booking: opened };
      booking = await deps.bookings.active(order);
      continue;
    }
    const before = repeated(booking, hold);
    if (before) return before;
    const reason = unfit(booking);
    if (reason) return { kind: 'unfit', booking, reason };
    const intended = await deps.bookings.intend(booking, hold);
    if (intended) return { kind: 'ready', booking: intended };
    booking = await deps.bookings.byId(booking.booking_id);
    // Ended meanwhile by a newer operation: this one must not begin the next booking.
    if (booking && !booking.active) return { kind: 'stale', booking };
  }
  throw new Error(`the booking of ${order.user_id} in ${order.event_id} kept changing`);
}

function repeated(booking: StoredBooking, hold: StoredHold): Intent | null {
  if (booking.last_op === hold.op) return { kind: 'committed', booking };
  if (booking.refused?.op === hold.op) return { kind: 'refused', booking, reason: booking.refused.reason };
  if (booking.op_seq < hold.op) return null;
  const own = booking.holds.some((one) => one.op === hold.op && one.slot_id === hold.slot_id);
  return own && booking.op_seq === hold.op ? { kind: 'ready', booking } : { kind: 'stale', booking };
}
