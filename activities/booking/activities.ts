import type { BookingFacts } from '../../core/booking/facts.ts';
import type { AtOnce } from '../events/at-once.ts';
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
import type { Announcement, Order } from './orders.ts';
import type { BookingDeps } from './ports.ts';
import { declineProposal, propose, withdrawProposal } from './propose.ts';
import { quietUntil } from './quiet-until.ts';
import { readTruth } from './read-truth.ts';
import { takeHold } from './take-hold.ts';

type MayAnnounce =
  | { readonly ok: false }
  | { readonly ok: true; readonly booking: BookingFacts; readonly announce: Announcement | null };

/** Every verb is safe to repeat with the same operation, after a crash at any of its steps. */
export const createBookingActivities = (deps: BookingDeps, atOnce: AtOnce = async () => false) => {
  const bound =
    <Asked, Answer>(verb: (deps: BookingDeps, order: Asked) => Promise<Answer>) =>
    (order: Asked): Promise<Answer> =>
      verb(deps, order);
  /** Announces its commit itself where it may and can: the workflow is left nothing to announce. */
  const telling =
    <Asked extends Order, Answer extends MayAnnounce>(
      verb: (deps: BookingDeps, order: Asked) => Promise<Answer>,
    ) =>
    async (order: Asked): Promise<Answer> => {
      const answer = await verb(deps, order);
      if (!order.announce_at_once || !answer.ok || !answer.announce) return answer;
      const { booking_id } = answer.booking;
      const told = await atOnce({ booking_id, ...answer.announce, trace_id: order.trace_id });
      return told ? { ...answer, announce: null } : answer;
    };
  return {
    readTruth: bound(readTruth),
    quietUntil: bound(quietUntil),
    takeHold: bound(takeHold),
    confirmSeat: telling(confirmSeat),
    beginMove: telling(beginMove),
    dropHolds: bound(dropHolds),
    cancelBooking: telling(cancelBooking),
    recordReply: telling(recordReply),
    recordOutcome: telling(recordOutcome),
    recordArrived: telling(recordArrived),
    propose: telling(propose),
    declineProposal: telling(declineProposal),
    withdrawProposal: telling(withdrawProposal),
    markUnbooked: telling(markUnbooked),
    markReminded: telling(markReminded),
    markDue: telling(markDue),
    finishBooking: telling(finishBooking),
    mendBooking: telling(mendBooking),
    adoptSlotChange: telling(adoptSlotChange),
  };
};
