import type { Collection, Db } from 'mongodb';
import type { SeatStore } from '../../../activities/booking/ports.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import { type ClaimableSlot, claimSeat, releaseSeat } from './claim.ts';
import { slotState } from './slot-state.ts';

export function createSeatStore(db: Db): SeatStore {
  const { slots } = collections(db);
  return {
    async claim(claim) {
      const doc = await claimSeat(
        slots,
        {
          slotId: oid(claim.slot_id),
          eventId: oid(claim.event_id),
          userId: oid(claim.user_id),
          bookingId: oid(claim.booking_id),
          op: claim.op,
          now: new Date(claim.now),
          override: claim.override,
        },
        claim.by,
      );
      return doc && slotState(doc);
    },
    release: (seat) =>
      releaseSeat(slots as unknown as Collection<ClaimableSlot>, {
        slotId: oid(seat.slot_id),
        userId: oid(seat.user_id),
        bookingId: oid(seat.booking_id),
        op: seat.op,
      }),
  };
}
