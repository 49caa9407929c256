import type { BookingId, SlotId } from '../../shared/ids.ts';
import type { Press } from '../press.ts';
import type { TapAnswer } from '../screen.ts';
import type { CancelReason, InitiatedBy, Outcome } from '../words.ts';

/** A tap or command, as the gateway hands it over. */
export type TapFacts = {
  readonly update_id: number;
  readonly trace_id: string;
  readonly query_id?: string;
  readonly message_id?: number;
  readonly menu?: string;
  readonly text_id?: string;
  readonly press: Press;
};

/** What was pressed last, and what it was told: pressed again, it is told the same. */
export type LastPress = { readonly menu: string; readonly press: Press; readonly answer: TapAnswer };

/** What a person had before their eyes when they pressed. */
export type SeenTime = { readonly slot_id: SlotId; readonly starts_at: number };

/** Somebody who waits for the answer: panel, API or a person’s own page. */
export type Asked = {
  readonly key: string;
  readonly trace_id: string;
  readonly initiated_by: InitiatedBy;
  readonly override_reason?: string;
  readonly seen?: SeenTime | null;
  /** The booking they looked at; absent: whichever it is. */
  readonly booking_id?: BookingId;
};
export type Wanted =
  | { readonly do: 'book' | 'move'; readonly slot_id: SlotId; readonly starts_at?: number }
  | { readonly do: 'cancel'; readonly reason?: CancelReason }
  | { readonly do: 'outcome'; readonly outcome: Exclude<Outcome, 'missing'> | 'undone' }
  | { readonly do: 'reply'; readonly value: 'coming' | 'late' }
  | { readonly do: 'arrived' }
  /** Other times, in place of those proposed before. */
  | { readonly do: 'propose'; readonly times: readonly SeenTime[] }
  /** Whoever asked asks no more; the booked one stays. */
  | { readonly do: 'withdraw' }
  /** None of the times proposed: the booked one stays. */
  | { readonly do: 'keep' }
  /** What stands, as a new message: the candidate has lost sight of the old one. */
  | { readonly do: 'resend' };

export type TimerKind =
  | 'hold'
  | 'reason'
  | 'unbooked'
  | 'reminder'
  | 'slot_end'
  | 'undo_over'
  | 'give_up'
  | 'nudge'
  /** No instant: the nudge is due, and goes out unless it is quiet now. Runs older than this nudge at once. */
  | 'nudge_due'
  | 'event_end'
  /** No instant: due as soon as the event is known to be closed. */
  | 'event_shut';

export type Happening =
  | { readonly kind: 'tap'; readonly tap: TapFacts }
  | { readonly kind: 'asked'; readonly asked: Asked; readonly wanted: Wanted }
  | { readonly kind: 'timer'; readonly timer: TimerKind; readonly key?: string }
  | {
      readonly kind: 'slot_changed';
      readonly slot_id: SlotId;
      readonly change_id: string;
      readonly initiated_by: InitiatedBy;
    }
  | { readonly kind: 'event_changed'; readonly initiated_by: InitiatedBy }
  /** A seat became free that this candidate had asked for. */
  | { readonly kind: 'slot_opened'; readonly key: string }
  /** The same again, because the person reads another language now. */
  | { readonly kind: 'refresh' }
  | { readonly kind: 'repair'; readonly damage: string; readonly terminated: boolean }
  /** Somebody cancelled the workflow in the Temporal UI. */
  | { readonly kind: 'ended_by_operator' };

/** Who set an order going: where its result is told. */
export type Cause = Happening | { readonly kind: 'start' };
