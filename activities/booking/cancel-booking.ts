import { answer, commitOnce, type Decision } from './commit-once.ts';
import type { CancelOrder, Committed } from './orders.ts';
import type { BookingDeps, Change, StoredBooking } from './ports.ts';

/** Works at any time before the outcome; every seat goes back. */
export const cancelBooking = async (deps: BookingDeps, order: CancelOrder): Promise<Committed> =>
  answer(deps, await commitOnce(deps, order, isCancelled, (booking, now) => cancel(order, booking, now)));

/** Not the old time given up for another. */
const isCancelled = ({ what, reason }: Change): boolean =>
  what === 'booking.given_up' || (what === 'booking.cancelled' && reason !== 'rescheduling');

function cancel(order: CancelOrder, booking: StoredBooking, now: number): Decision {
  const { status, active } = booking;
  if (!active || (status !== 'booked' && status !== 'pending'))
    return { kind: 'refuse', reason: 'not_booked' };
  const was = booking.slot ?? booking.previous;
  const seats = [...booking.holds, ...(booking.slot ? [booking.slot] : [])].map((one) => one.slot_id);
  return {
    kind: 'commit',
    patch: {
      status: 'cancelled',
      active: false,
      slot: was,
      previous: null,
      proposed: [],
      holds: [...new Set(seats)].map((slot_id) => ({ slot_id, op: order.op, until: now })),
      cancelled: {
        by: order.initiated_by,
        reason: order.reason ?? null,
        text_id: order.text_id ?? null,
        at: now,
      },
    },
    change: {
      what: was ? 'booking.cancelled' : 'booking.given_up',
      announce: was ? 'booking.cancelled' : null,
      old: was,
      reason: order.reason ?? null,
    },
  };
}
