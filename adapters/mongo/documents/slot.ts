import type { ObjectId } from 'mongodb';

/** One seat in a slot: who has it and which operation took it. */
type SeatDoc = {
  readonly user_id: ObjectId;
  readonly booking_id: ObjectId;
  /** The n of the operation id `{booking_id}:{n}`. */
  readonly op: number;
  readonly at: Date;
};

/** `interview_slots`. `booked_users` and `seats` name the same people and are only ever changed together. */
export type SlotDoc = {
  readonly _id: ObjectId;
  readonly event_id: ObjectId;
  /** That day's midnight in Moscow. */
  readonly date: Date;
  /** "14:00" */
  readonly time: string;
  readonly starts_at: Date;
  readonly duration_minutes: number;
  readonly max_users: number;
  /** Everyone who holds or has a seat. */
  readonly booked_users: readonly ObjectId[];
  readonly seats: readonly SeatDoc[];
  readonly location: string | null;
  /** The room. */
  readonly audience: string | null;
  readonly specialist_id: ObjectId | null;
  readonly is_active: boolean;
  /** From here: what decides a claim, copied from the event as it was at `event_rev`. */
  readonly open: boolean;
  readonly bookable_until: Date;
  /** null = everyone on the list. */
  readonly audience_ids: readonly ObjectId[] | null;
  readonly event_rev: number;
  readonly rev: number;
};
