import type { Screen, TapAnswer } from '../../core/booking/screen.ts';
import type { BookingId, UserId } from '../../core/shared/ids.ts';
import type { Whose } from '../booking/orders.ts';

/** Shows a screen on the anchor by editing it: harmless twice, silent on the candidate's phone. */
export type ShowOrder = Whose & {
  readonly trace_id: string;
  readonly screen: Screen;
  /** Stands on every button, so that an old one is known as old. */
  readonly menu: string;
  /** The message that was tapped: it becomes the anchor unless a newer one is; the older of the two is retired. */
  readonly message_id?: number;
  readonly answer?: { readonly query_id: string; readonly answer: TapAnswer };
};

export type Shown =
  | { readonly shown: true }
  /** There is no message that could be edited: send a new one. */
  | { readonly shown: false; readonly why: 'no_anchor' }
  /** Telegram wants a pause; shown again after it. */
  | { readonly shown: false; readonly why: 'wait'; readonly wait_ms: number }
  | { readonly shown: false; readonly why: 'unreachable' };

/** A new message, which becomes the anchor. Never a local activity: its ledger row keeps it from being sent twice. */
export type SendOrder = Whose & {
  readonly trace_id: string;
  /** What it speaks of. Absent before anything was chosen. */
  readonly booking_id?: BookingId;
  /** Of the ledger row; the same key is the same message. */
  readonly key: string;
  readonly screen: Screen;
  readonly menu: string;
  /** Answers to a person go ahead of everything; bulk shares what Telegram allows. */
  readonly lane: 'person' | 'bulk';
};
export type Sent = { readonly sent: 'sent' | 'already' | 'unreachable' | 'unknown' };
/** `switched_off`: the company wants no new message for this; the anchor was edited. */
export type AnchorSent = Sent | { readonly sent: 'switched_off' };

/** The .ics file; not an anchor. */
export type CalendarOrder = Whose & Pick<SendOrder, 'trace_id' | 'key' | 'booking_id'>;
export type CalendarSent = Sent | { readonly sent: 'nothing_booked' };

/** A tap whose answer comes without a screen. */
export type AnswerOrder = {
  readonly user_id: UserId;
  readonly query_id: string;
  readonly answer: TapAnswer;
};
/** A press of an event that is not there for this person: answered once, on the tap or by a message. */
export type NoEventOrder = Whose & {
  readonly trace_id: string;
  readonly key: string;
  readonly query_id?: string;
};
export type Answered = { readonly answered: boolean };
