import type { Collection, Filter, ObjectId, UpdateFilter, WithId } from 'mongodb';
import type { SlotDoc } from '../documents/slot.ts';
import { admits, openAt, withoutSeatOf, withRoom } from './free.ts';

/** The part of a slot that decides a claim. */
export type ClaimableSlot = Pick<
  SlotDoc,
  | '_id'
  | 'event_id'
  | 'open'
  | 'is_active'
  | 'bookable_until'
  | 'audience_ids'
  | 'max_users'
  | 'booked_users'
  | 'seats'
  | 'rev'
>;

/** Who does what with which seat, by which operation. */
export type SeatOf = {
  readonly slotId: ObjectId;
  readonly userId: ObjectId;
  readonly bookingId: ObjectId;
  readonly op: number;
};

export type Claim = SeatOf & {
  readonly eventId: ObjectId;
  /** From the time port: not every embedded engine knows `$$NOW` in a filter. */
  readonly now: Date;
  /** Staff, with a recorded reason: past closing, cut-off and audience, never past capacity. */
  readonly override?: boolean;
};

/** Every condition of a free seat in one filter: what it matches may be taken, and nothing else decides. */
const seatFilter = (claim: Claim): Filter<ClaimableSlot> => ({
  ...bookableBy(claim),
  ...withoutSeatOf(claim.userId),
  ...withRoom,
});

const seatUpdate = ({ userId, bookingId, op, now }: Claim): UpdateFilter<ClaimableSlot> => ({
  $push: { booked_users: userId, seats: { user_id: userId, booking_id: bookingId, op, at: now } },
  $inc: { rev: 1 },
});

/** The same conditions but for capacity: it is this booking's seat already, by the same or an older operation. */
const takeoverFilter = (claim: Claim): Filter<ClaimableSlot> => ({ ...bookableBy(claim), ...ownSeat(claim) });

const ownSeat = ({ userId, bookingId, op }: SeatOf): Filter<ClaimableSlot> => ({
  seats: { $elemMatch: { user_id: userId, booking_id: bookingId, op: { $lte: op } } },
});

function bookableBy({ slotId, eventId, userId, now, override }: Claim): Filter<ClaimableSlot> {
  const place = { _id: slotId, event_id: eventId };
  return override ? place : { ...place, ...openAt(now), ...admits(userId) };
}

type By = 'free' | 'own';

/**
 * Takes a free seat, or takes this booking's own one over; each is one conditional update that decides alone. Null: it did
 * not match. No pipeline update and no positional `$`: not every embedded engine knows both.
 */
export async function claimSeat<Slot extends ClaimableSlot>(
  slots: Collection<Slot>,
  claim: Claim,
  by: By,
): Promise<WithId<Slot> | null> {
  const collection = slots as unknown as Collection<ClaimableSlot>;
  const options = {
    writeConcern: seatWriteConcern,
    returnDocument: 'after',
    projection: { audience_ids: 0, booked_users: 0 },
  } as const;
  const taken =
    by === 'free'
      ? collection.findOneAndUpdate(seatFilter(claim), seatUpdate(claim), options)
      : collection.findOneAndUpdate(
          takeoverFilter(claim),
          { $set: { 'seats.$[mine].op': claim.op }, $inc: { rev: 1 } },
          { ...options, arrayFilters: [{ 'mine.user_id': claim.userId }] },
        );
  return (await taken) as unknown as WithId<Slot> | null;
}

/** A late release must not take a seat that a newer operation of the same booking has taken since. */
export async function releaseSeat(slots: Collection<ClaimableSlot>, seat: SeatOf): Promise<boolean> {
  const done = await slots.updateOne(
    { _id: seat.slotId, ...ownSeat(seat) },
    { $pull: { booked_users: seat.userId, seats: { user_id: seat.userId } }, $inc: { rev: 1 } },
    { writeConcern: seatWriteConcern },
  );
  return done.modifiedCount === 1;
}

/** Acknowledged only when it would survive the loss of the primary. */
export const seatWriteConcern = { w: 'majority', journal: true } as const;
