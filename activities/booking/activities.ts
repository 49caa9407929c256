import { adoptSlotChange } from './adopt-slot-change.ts';
import { beginMove } from './begin-move.ts';
import { cancelBooking } from './cancel-booking.ts';
import { confirmSeat } from './confirm-seat.ts';
import { dropHolds } from './drop-holds.ts';
import {
  finishBooking,
  markDue,
  markReminded,
  markUnbooked,
  recordArrived,
  recordOutcome,
  recordReply,
} from './marks.ts';
import { mendBooking } from './mend-booking.ts';
import type { BookingDeps } from './ports.ts';
import { readTruth } from './read-truth.ts';
import { takeHold } from './take-hold.ts';

/** Every verb is safe to repeat with the same operation, after a crash at any of its steps. */
export const createBookingActivities = (deps: BookingDeps) => {
  const bound =
    <Order, Answer>(verb: (deps: BookingDeps, order: Order) => Promise<Answer>) =>
    (order: Order): Promise<Answer> =>
      verb(deps, order);
  return {
    readTruth: bound(readTruth),
    takeHold: bound(takeHold),
    confirmSeat: bound(confirmSeat),
    beginMove: bound(beginMove),
    dropHolds: bound(dropHolds),
    cancelBooking: bound(cancelBooking),
    recordReply: bound(recordReply),
    recordOutcome: bound(recordOutcome),
    recordArrived: bound(recordArrived),
    markUnbooked: bound(markUnbooked),
    markReminded: bound(markReminded),
    markDue: bound(markDue),
    finishBooking: bound(finishBooking),
    mendBooking: bound(mendBooking),
    adoptSlotChange: bound(adoptSlotChange),
  };
};
