import type { SlotId } from '../../shared/ids.ts';
import type { BookingFacts, Truth, Unpublished } from '../facts.ts';
import type { Screen, TapAnswer } from '../screen.ts';
import type { BookingEventType, CancelReason, InitiatedBy, Outcome, Refusal, Reply } from '../words.ts';
import type { Cause, SeenTime } from './happening.ts';

/** What the state lane has done by the store: one at a time, each with its own operation number. */
export type Order =
  | { readonly verb: 'readTruth' }
  /** Whether somebody may be nudged now. */
  | { readonly verb: 'quietUntil' }
  | { readonly verb: 'takeHold'; readonly slot_id: SlotId }
  | {
      readonly verb: 'confirmSeat';
      readonly slot_id: SlotId;
      readonly as: 'first' | 'moved' | 'kept';
      /** The time the candidate saw: staff may have moved the slot since. */
      readonly starts_at?: number;
    }
  | { readonly verb: 'beginMove' }
  | { readonly verb: 'dropHolds' }
  | { readonly verb: 'cancelBooking'; readonly reason?: CancelReason; readonly text_id?: string }
  | { readonly verb: 'recordReply'; readonly value: Reply }
  | { readonly verb: 'recordOutcome'; readonly outcome: Outcome | 'undone' }
  | { readonly verb: 'recordArrived' }
  | { readonly verb: 'markUnbooked' }
  /** `also`: others that have fallen due by now; one message says what they would say. */
  | { readonly verb: 'markReminded'; readonly key: string; readonly also?: readonly string[] }
  | { readonly verb: 'markDue' }
  | { readonly verb: 'finishBooking'; readonly as: 'expired' | 'ended' }
  | { readonly verb: 'adoptSlotChange'; readonly change_id: string }
  | { readonly verb: 'mendBooking' }
  | { readonly verb: 'noteWish' }
  | { readonly verb: 'awaitReason'; readonly until: number | null }
  | { readonly verb: 'propose'; readonly times: readonly SeenTime[] }
  | { readonly verb: 'declineProposal' }
  | { readonly verb: 'withdrawProposal' };

/** A commit that others must hear of. What it says stands in the audit log under booking and revision. */
export type Announced = { readonly rev: number; readonly type: BookingEventType };
/** In the outbox: confirmed by the broker, in this order, before it leaves. */
export type Waiting = Unpublished;

export type OrderResult =
  | {
      readonly ok: true;
      readonly booking: BookingFacts | null;
      readonly announce: Announced | null;
      /** beginMove: the booking was cleared. */
      readonly released?: boolean;
      /** adoptSlotChange: what the change meant for this booking. */
      readonly what?: 'time' | 'place' | 'nothing';
      /** quietUntil: when the quiet ends that it is now; null: it is not quiet. */
      readonly quiet_until?: number | null;
      /** readTruth. */
      readonly truth?: Truth;
    }
  | { readonly ok: false; readonly reason: Refusal; readonly booking: BookingFacts | null };

export type Said =
  | { readonly ok: true; readonly booking: BookingFacts }
  | { readonly ok: false; readonly reason: Refusal; readonly booking: BookingFacts | null };
/** Kept, so that the same question asked again is answered the same. */
export type Answered = { readonly key: string; readonly said: Said };

export type Effect =
  | {
      readonly do: 'order';
      readonly order: Order;
      readonly by: InitiatedBy;
      readonly cause: Cause;
      readonly override_reason?: string;
    }
  /** The newest screen, by editing the anchor; the view lane takes the state as it is when it gets there. */
  | { readonly do: 'show'; readonly message_id?: number; readonly answer?: QueryAnswer }
  /** A new message, which becomes the anchor: edits make no sound. */
  | {
      readonly do: 'send';
      readonly key: string;
      readonly lane: 'person' | 'bulk';
      readonly answer?: QueryAnswer;
    }
  /** A new message that leaves the anchor alone. */
  | { readonly do: 'note'; readonly key: string; readonly screen: Screen }
  | { readonly do: 'answer'; readonly answer: QueryAnswer }
  | { readonly do: 'calendar'; readonly key: string; readonly answer?: QueryAnswer };

export type QueryAnswer = { readonly query_id: string; readonly answer: TapAnswer };
