import type { Filter, ObjectId, UpdateFilter } from 'mongodb';

/** One seat in a slot: who has it and which operation took it. */
type Seat = {
  readonly user_id: ObjectId;
  readonly booking_id: ObjectId;
  /** The n of the operation id `{booking_id}:{n}`. */
  readonly op: number;
  readonly at: Date;
};

/** The part of a slot that decides a claim. */
export type ClaimableSlot = {
  readonly _id: ObjectId;
  readonly open: boolean;
  readonly is_active: boolean;
  readonly bookable_until: Date;
  /** null = everyone on the list. */
  readonly audience_ids: readonly ObjectId[] | null;
  readonly max_users: number;
  readonly booked_users: readonly ObjectId[];
  readonly seats: readonly Seat[];
  readonly rev: number;
};

export type Claim = {
  readonly slotId: ObjectId;
  readonly userId: ObjectId;
  readonly bookingId: ObjectId;
  readonly op: number;
  /** From the time port: not every embedded engine knows `$$NOW` in a filter. */
  readonly now: Date;
};

/** Every condition of a seat in one filter: what it matches may be taken, and nothing else decides. */
export function seatFilter({ slotId, userId, now }: Claim): Filter<ClaimableSlot> {
  return {
    _id: slotId,
    open: true,
    is_active: true,
    bookable_until: { $gt: now },
    $or: [{ audience_ids: null }, { audience_ids: userId }],
    booked_users: { $ne: userId },
    $expr: { $lt: [{ $size: '$booked_users' }, '$max_users'] },
  };
}

export function seatUpdate({ userId, bookingId, op, now }: Claim): UpdateFilter<ClaimableSlot> {
  const seat: Seat = { user_id: userId, booking_id: bookingId, op, at: now };
  return { $push: { booked_users: userId, seats: seat }, $inc: { rev: 1 } };
}

/** Acknowledged only when it would survive the loss of the primary. */
export const seatWriteConcern = { w: 'majority', journal: true } as const;
