// What is noted on a booking without touching a seat.
import { assertNever } from '../../core/shared/assert-never.ts';
import { answer, type ChangeOf, commitOnce, type Decision, isOf } from './commit-once.ts';
import type { Committed, FinishOrder, OpOrder, OutcomeOrder, RemindedOrder, ReplyOrder } from './orders.ts';
import type { BookingDeps, ChangeKind, Patch, StoredBooking } from './ports.ts';
import { allOwed } from './settle.ts';

type Mark<Order> = (order: Order, booking: StoredBooking, now: number) => Decision;

const marking =
  <Order extends OpOrder>(kind: ChangeKind, mark: Mark<Order>) =>
  async (deps: BookingDeps, order: Order): Promise<Committed> =>
    answer(deps, await commitOnce(deps, order, isOf(kind), (booking, now) => mark(order, booking, now)));

const notBooked = { kind: 'refuse', reason: 'not_booked' } as const;
const nothing = { kind: 'nothing' } as const;
const write = (patch: Patch, change: ChangeOf): Decision => ({ kind: 'commit', patch, change });

export const recordReply = marking<ReplyOrder>('booking.reply', (order, booking, now) => {
  if (booking.status !== 'booked') return notBooked;
  const change: ChangeOf = { what: 'booking.reply', announce: null, new: booking.slot, detail: order.value };
  return write({ reply: { value: order.value, at: now } }, change);
});

export const recordArrived = marking<OpOrder>('booking.arrived', (_order, booking, now) => {
  if (booking.status !== 'booked') return notBooked;
  if (booking.arrived_at !== null) return nothing;
  return write({ arrived_at: now }, { what: 'booking.arrived', announce: null, new: booking.slot });
});

/** Cleared for a move, and nothing chosen since: staff are told. */
export const markUnbooked = marking<OpOrder>('booking.unbooked', (_order, booking) => {
  if (!booking.active || booking.status !== 'pending' || !booking.previous) return notBooked;
  return write({}, { what: 'booking.unbooked', announce: 'booking.unbooked', old: booking.previous });
});

export const markReminded = marking<RemindedOrder>('booking.reminder', (order, booking, now) => {
  const { key, also = [] } = order;
  if (booking.status !== 'booked') return notBooked;
  if (booking.reminded.includes(key)) return nothing;
  const change: ChangeOf = {
    what: 'booking.reminder',
    announce: 'booking.reminder',
    new: booking.slot,
    detail: key,
  };
  // A move under way is over, for the new message says what is booked.
  return write(
    { reminded: [...booking.reminded, key, ...also], holds: allOwed(booking, order, now) },
    change,
  );
});

/** The slot is over: its outcome is wanted. */
export const markDue = marking<OpOrder>('booking.done', (order, booking, now) => {
  if (booking.status !== 'booked') return notBooked;
  if (booking.due_at !== null) return nothing;
  return write(
    { due_at: now, holds: allOwed(booking, order, now) },
    { what: 'booking.done', announce: 'booking.done', new: booking.slot },
  );
});

/** Also corrects an outcome of a booking that has ended; it is undone only while its run still goes on. */
export const recordOutcome = marking<OutcomeOrder>('booking.outcome', (order, booking, now) => {
  const { outcome, initiated_by: by } = order;
  const { status } = booking;
  if (status !== 'booked' && status !== 'done' && status !== 'no_show') return notBooked;
  const change: ChangeOf = {
    what: 'booking.outcome',
    announce: outcome === 'missing' ? null : 'booking.outcome',
    new: booking.slot,
    detail: outcome,
  };
  switch (outcome) {
    case 'undone':
      // Nobody would wait for another outcome any more: what was recorded can be corrected, not taken back.
      if (!booking.active) return { kind: 'refuse', reason: 'too_late' };
      return booking.outcome === null ? nothing : write({ status: 'booked', outcome: null }, change);
    case 'missing':
      return status === 'booked' && booking.outcome === null
        ? write({ outcome: { value: outcome, by, at: now } }, change)
        : nothing;
    case 'done':
    case 'no_show':
      return booking.outcome === outcome
        ? nothing
        : write(
            {
              status: outcome,
              outcome: { value: outcome, by, at: now },
              holds: allOwed(booking, order, now),
            },
            change,
          );
    default:
      return assertNever(outcome);
  }
});

/** The last step of a run: the person may begin anew. Nothing is announced. */
export const finishBooking = marking<FinishOrder>('booking.finished', (order, booking, now) => {
  if (!booking.active) return nothing;
  const pending = booking.status === 'pending';
  if (pending !== (order.as === 'expired'))
    return { kind: 'refuse', reason: pending ? 'not_booked' : 'already_booked' };
  const change: ChangeOf = { what: 'booking.finished', announce: null, new: booking.slot, detail: order.as };
  return write({ active: false, holds: allOwed(booking, order, now) }, change);
});
