import type { BookingId, SlotId } from '../shared/ids.ts';
import type {
  BookingEventType,
  BookingStatus,
  CancelReason,
  InitiatedBy,
  Outcome,
  Reply,
  ReschedulePolicy,
} from './words.ts';

/** One reminder of one booking: computed by an activity, because zone rules have no place in a workflow. Instants in ms. */
export type ReminderFact = {
  /** Unique per slot and rule: each fires at most once. */
  readonly key: string;
  readonly at: number;
  /** After `at`, so that a thousand of the same minute do not go out at once. */
  readonly spread_ms: number;
  /** Not sent after this instant. */
  readonly useful_until: number;
};

export type SlotFacts = {
  readonly slot_id: SlotId;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly bookable_until: number;
  /** For operators: "2026-11-26 14:00 MSK". */
  readonly stamp: string;
};

/** A time that staff proposed instead of the one that is booked. */
export type ProposedTime = Pick<SlotFacts, 'slot_id' | 'starts_at' | 'bookable_until'>;

type HoldFacts = { readonly slot: SlotFacts; readonly op: number; readonly until: number };

/** A booking as the database has it. */
export type BookingFacts = {
  readonly booking_id: BookingId;
  readonly status: BookingStatus;
  readonly active: boolean;
  readonly rev: number;
  readonly op_seq: number;
  readonly number: string | null;
  readonly slot: SlotFacts | null;
  /** Still to come. */
  readonly reminders: readonly ReminderFact[];
  /** Whether one went out for the time that is booked. */
  readonly reminded: boolean;
  readonly previous: SlotFacts | null;
  readonly holds: readonly HoldFacts[];
  readonly moves: number;
  /** When the booking was last booked or moved: reminders due before are not sent. */
  readonly booked_at: number | null;
  readonly reply: Reply | null;
  readonly outcome: Outcome | null;
  readonly cancelled: { readonly by: InitiatedBy['role']; readonly reason: CancelReason | null } | null;
  /** Whether the end of its slot was said. Absent in histories older than this field, as the next one. */
  readonly due_said?: boolean;
  /** When it was cleared for a move; null: it was not, or "no time booked now" was said since. */
  readonly cleared_at?: number | null;
  /** What was proposed and is not answered. Absent: nothing. */
  readonly proposed?: readonly ProposedTime[];
};

/** A commit the broker has not confirmed. What it says stands in the audit log under booking and revision. */
export type Unpublished = {
  readonly booking_id: BookingId;
  readonly rev: number;
  readonly type: BookingEventType;
};

export type EventFacts = {
  readonly status: 'draft' | 'open' | 'closed' | 'archived';
  readonly rev: number;
  readonly reschedule_policy: ReschedulePolicy;
  readonly hold_ms: number;
  readonly max_moves: number | null;
  readonly nudge_after_ms: number | null;
  /** After the last slot of the event has begun nothing can be booked any more. */
  readonly last_bookable_until: number | null;
};

export type PersonFacts = {
  readonly allowed: boolean;
  readonly has_telegram: boolean;
  /** /stop: no announcements, no nudges. */
  readonly quiet: boolean;
};

/** All a run needs to begin, or to begin again after its history was lost. */
export type Truth = {
  /** Of the sandbox's clock; 0 in production. */
  readonly offset_ms: number;
  /** Whether the clock may be moved at all: never in production. */
  readonly sandbox: boolean;
  readonly event: EventFacts;
  readonly person: PersonFacts;
  readonly booking: BookingFacts | null;
  /** In the order they were committed. Absent in histories older than this field. */
  readonly unpublished?: readonly Unpublished[];
  /** Of whatever did the last commit. Absent: nothing was committed, or the history is older than this field. */
  readonly last_trace?: string;
};
