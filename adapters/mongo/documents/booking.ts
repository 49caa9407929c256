import type { ObjectId } from 'mongodb';
import type { ChangeKind } from '../../../activities/booking/ports.ts';
import type {
  BookingEventType,
  BookingStatus,
  CancelReason,
  Informed,
  InitiatedBy,
  Outcome,
  Reply,
  SeatRefusal,
} from '../../../core/booking/words.ts';

/** A slot as the person was told of it: the slot itself may change. */
export type ToldDoc = {
  readonly slot_id: ObjectId;
  readonly starts_at: Date;
  readonly location: string | null;
  readonly audience: string | null;
};

export type ProposedDoc = Pick<ToldDoc, 'slot_id' | 'starts_at'>;

export type HoldDoc = { readonly slot_id: ObjectId; readonly op: number; readonly until: Date };

/** Old and new of one commit: kept in the booking until the audit log has it, so that a crash between loses nothing. */
export type ChangeDoc = {
  readonly rev: number;
  readonly op: number;
  readonly what: ChangeKind;
  readonly announce: BookingEventType | null;
  readonly old: ToldDoc | null;
  readonly new: ToldDoc | null;
  readonly reason: string | null;
  readonly override_reason: string | null;
  /** The outcome, the reply, the reminder’s key, the times proposed. */
  readonly detail: string | null;
  readonly initiated_by: InitiatedBy;
  readonly trace_id: string;
  readonly at: Date;
};

/** `bookings`: one candidate's booking of one event. Written only by that candidate's workflow. */
export type BookingDoc = {
  readonly _id: ObjectId;
  readonly user_id: ObjectId;
  readonly event_id: ObjectId;
  readonly company_id: string;
  readonly workflow_id: string;
  readonly slot_id: ObjectId | null;
  /** The seed's day and time of `starts_at`. */
  readonly date: Date | null;
  readonly time: string | null;
  readonly starts_at: Date | null;
  readonly location: string | null;
  readonly audience: string | null;
  readonly status: BookingStatus;
  readonly active: boolean;
  /** Short, unique, what people quote; given at the first confirm. */
  readonly number: string | null;
  readonly rev: number;
  /** The newest operation begun, and the newest committed. */
  readonly op_seq: number;
  readonly last_op: number;
  /** Seats that are being taken, are held, or still have to be given back. */
  readonly holds: readonly HoldDoc[];
  /** The last operation whose seat was refused: a repetition gets the same answer. */
  readonly refused: { readonly op: number; readonly reason: SeatRefusal } | null;
  /** While rescheduling: the cleared time. */
  readonly previous: ToldDoc | null;
  readonly moves: number;
  readonly reply: { readonly value: Reply; readonly at: Date } | null;
  readonly arrived_at: Date | null;
  readonly cancelled: {
    readonly by: InitiatedBy;
    readonly reason: CancelReason | null;
    readonly text_id: string | null;
    readonly at: Date;
  } | null;
  readonly outcome: { readonly value: Outcome; readonly by: InitiatedBy; readonly at: Date } | null;
  /** Keys of the reminders that went out. */
  readonly reminded: readonly string[];
  readonly due_at: Date | null;
  /** Other times staff proposed. Absent in bookings older than this field: none. */
  readonly proposed?: readonly ProposedDoc[];
  /** Whether the last change by somebody else has reached the candidate; null: nothing to tell. */
  readonly informed: Informed | null;
  /** Among that day's by start time, when it was booked: spreads the reminders. */
  readonly rank: number;
  readonly last_change: ChangeDoc | null;
  readonly created_at: Date;
  readonly booked_at: Date | null;
  readonly updated_at: Date;
};

/** `audit_log`, the part about bookings: append only, `_id` = `{booking_id}:{rev}`. */
export type BookingAuditDoc = ChangeDoc & {
  readonly _id: string;
  readonly kind: 'booking';
  readonly booking_id: ObjectId;
  readonly event_id: ObjectId;
  readonly user_id: ObjectId;
  readonly company_id: string;
  /** There until the broker has confirmed it; absent where nothing is announced. */
  readonly unpublished?: true;
  readonly published_at: Date | null;
};
