// What the booking workflow asks of the store, and what it gets back. Every order may arrive twice: `op` makes it one.
import type { BookingFacts } from '../../core/booking/facts.ts';
import type { SeenTime } from '../../core/booking/machine/happening.ts';
import type {
  BookingEventType,
  CancelReason,
  InitiatedBy,
  Outcome,
  Refusal,
  Reply,
} from '../../core/booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../core/shared/ids.ts';

export type Whose = { readonly event_id: EventId; readonly user_id: UserId };

export type Order = Whose & {
  /** null before the first hold: the order makes the booking, or finds the one it made before. */
  readonly booking_id: BookingId | null;
  /** The n of the operation id `{booking_id}:{n}`; rises over all runs. */
  readonly op: number;
  readonly trace_id: string;
  readonly initiated_by: InitiatedBy;
  /** Staff only: past cut-off, closing and max_moves. Never past capacity. */
  readonly override_reason?: string;
  /** Nothing older waits to be announced: this commit may be announced before it is answered. */
  readonly announce_at_once?: boolean;
};
type Existing = { readonly booking_id: BookingId };

export type HoldOrder = Order & { readonly slot_id: SlotId };

/**
 * Takes or keeps the seat of `slot_id` for good. `first`: nothing was booked; `moved`: another time instead of the
 * booked (swap) or of the cleared one (release); `kept`: the old time again, which counts as no move.
 */
export type ConfirmOrder = Order & {
  readonly slot_id: SlotId;
  readonly as: 'first' | 'moved' | 'kept';
  /** Refused as closed when the slot begins at another instant by now. */
  readonly starts_at?: number;
};

export type OpOrder = Order & Existing;
export type CancelOrder = OpOrder & { readonly reason?: CancelReason; readonly text_id?: string };
export type ReplyOrder = OpOrder & { readonly value: Reply };
export type OutcomeOrder = OpOrder & { readonly outcome: Outcome | 'undone' };
/** Key of the reminder that was sent: each is recorded once. */
export type RemindedOrder = OpOrder & { readonly key: string; readonly also?: readonly string[] };
/** `expired`: never booked, the event is over. `ended`: outcome and undo time are over. */
export type FinishOrder = OpOrder & { readonly as: 'expired' | 'ended' };
/** As they were shown to whoever proposes them. */
export type ProposeOrder = OpOrder & { readonly times: readonly SeenTime[] };
export type AdoptOrder = OpOrder & { readonly change_id: string };

/** What has to be announced: the rest stands in the audit log under booking and revision. */
export type Announcement = { readonly rev: number; readonly type: BookingEventType };

export type Committed =
  | { readonly ok: true; readonly booking: BookingFacts; readonly announce: Announcement | null }
  | { readonly ok: false; readonly reason: Refusal; readonly booking: BookingFacts | null };

/** Begins a move by the event's policy. `released`: the booking is cleared, its seat is free for others. */
export type MoveBegun =
  | {
      readonly ok: true;
      readonly released: boolean;
      readonly booking: BookingFacts;
      readonly announce: Announcement | null;
    }
  | { readonly ok: false; readonly reason: Refusal; readonly booking: BookingFacts };

export type Adopted = {
  readonly ok: true;
  readonly what: 'time' | 'place' | 'nothing';
  readonly booking: BookingFacts;
  readonly announce: Announcement | null;
};
