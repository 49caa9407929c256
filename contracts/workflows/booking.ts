import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { BookingFacts } from '../../core/booking/facts.ts';
import type { SeenTime } from '../../core/booking/machine/happening.ts';
import type { Press, PressKind } from '../../core/booking/press.ts';
import type { CancelReason, InitiatedBy, Outcome, Phase, Refusal } from '../../core/booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../core/shared/ids.ts';

/** One workflow per candidate and event. */
export const bookingWorkflowType = 'bookingWorkflow';
export const bookingWorkflowId = (event: EventId, user: UserId): string => `booking:${event}:${user}`;

export function readBookingWorkflowId(id: string): { event_id: string; user_id: string } | undefined {
  const found = /^booking:([0-9a-f]{24}):([0-9a-f]{24})$/.exec(id);
  return found?.[1] && found[2] ? { event_id: found[1], user_id: found[2] } : undefined;
}

/** What a run fails to begin with: the event was deleted, never was, or is not this person's. */
export const noEventFailure = 'NoSuchEvent';

/** What a new run is started with. `carried` is its own business: the state a long run hands to the next, and what it still has to show. */
export type BookingInput = {
  readonly v: 1;
  readonly event_id: EventId;
  readonly user_id: UserId;
  /** Only the sandbox's clock is ahead. */
  readonly offset_ms?: number;
  /** `invited`: waits, nudges once. `tapped`: something is on its way. `repaired`: the reconciler found it missing. */
  readonly because?: 'invited' | 'tapped' | 'repaired';
  readonly carried?: unknown;
};

/** A tap or command of the candidate. Ids and codes only. */
export type Tap = {
  readonly v: 1;
  readonly update_id: number;
  readonly trace_id: string;
  /** To be answered; a command has none. */
  readonly query_id?: string;
  /** The message the button stands on: it becomes the anchor. Without it a new one is sent. */
  readonly message_id?: number;
  /** The revision of the menu the button belongs to; absent on announcements and commands, which are never outdated. */
  readonly menu?: string;
  /** The text that gives the reason for cancelling, stored before this signal was sent. */
  readonly text_id?: string;
  readonly press: Press;
};

/** A signal per kind of press: its name is what an operator reads in the history. */
export const pressSignals = {
  sign_up: defineSignal<[Tap]>('signUp'),
  choose: defineSignal<[Tap]>('slotSelected'),
  confirm: defineSignal<[Tap]>('confirmed'),
  back: defineSignal<[Tap]>('back'),
  page: defineSignal<[Tap]>('page'),
  none_fits: defineSignal<[Tap]>('noneFits'),
  wish: defineSignal<[Tap]>('wish'),
  move: defineSignal<[Tap]>('reschedule'),
  keep: defineSignal<[Tap]>('keep'),
  accept: defineSignal<[Tap]>('proposalAccepted'),
  cancel: defineSignal<[Tap]>('cancelAsked'),
  cancel_reason: defineSignal<[Tap]>('cancelReason'),
  cancel_back: defineSignal<[Tap]>('cancelTakenBack'),
  reply: defineSignal<[Tap]>('reminderAnswered'),
  show: defineSignal<[Tap]>('showBooking'),
  calendar: defineSignal<[Tap]>('calendar'),
} as const satisfies Record<PressKind, unknown>;

/** Staff changed the slot, or somebody else did something this run must read again. */
export type ChangeNotice = {
  readonly v: 1;
  readonly rev: number;
  /** Kept by the change itself: what it was and what it is. */
  readonly change_id: string;
  readonly initiated_by: InitiatedBy;
};
export const slotChanged = defineSignal<[ChangeNotice & { readonly slot_id: SlotId }]>('slotChanged');
export const eventChanged = defineSignal<[ChangeNotice]>('eventChanged');
/** The reconciler saw something that does not fit: read the stored truth again and mend it. */
export type Repair = {
  readonly v: 1;
  readonly damage: string;
  /** The last run was ended by hand in the Temporal UI: the booking ends too. */
  readonly terminated?: boolean;
};
export const repair = defineSignal<[Repair]>('repair');
/** A seat became free, and this candidate had asked to be told. `key`: of the opening; one message for each. */
export const slotOpened = defineSignal<[{ readonly v: 1; readonly key: string }]>('slotOpened');
/** The person is written to in another language now: what they look at is shown again. */
export const refresh = defineSignal<[{ readonly v: 1 }]>('refresh');
/** Sandbox only: the clock went forward to real time plus this. */
export const clockMoved = defineSignal<[{ readonly offset_ms: number }]>('clockMoved');

/** Asked by panel and API, who need the answer. `key` makes it once, over all runs. */
type Asked = {
  readonly v: 1;
  readonly key: string;
  readonly trace_id: string;
  readonly initiated_by: InitiatedBy;
  /** Staff may go past cut-off, closing and max_moves, never past capacity; the audit log keeps why. */
  readonly override_reason?: string;
  /** The time that was booked on the page somebody pressed on, null: none. When another stands, the page is outdated. */
  readonly seen?: SeenTime | null;
  /** The booking that is meant: refused as `outdated` when this person's is another one by now. Absent: whichever it is. */
  readonly booking_id?: BookingId;
};
/** `starts_at`: as it was shown. Staff may have moved the slot since. */
export type BookRequest = Asked & { readonly slot_id: SlotId; readonly starts_at?: number };
export type ReplyRequest = Asked & { readonly value: 'coming' | 'late' };
export type CancelRequest = Asked & { readonly reason?: CancelReason };
/** One to `mostProposed` times, as they were shown. */
export type ProposeRequest = Asked & { readonly times: readonly SeenTime[] };
export type WithdrawRequest = Asked;
export type OutcomeRequest = Asked & { readonly outcome: Exclude<Outcome, 'missing'> | 'undone' };

export type BookingAnswer =
  | { readonly ok: true; readonly booking: BookingFacts }
  | { readonly ok: false; readonly reason: Refusal; readonly booking: BookingFacts | null };

/** Refused as `already_booked` when there is a booking: that is moved. */
export const bookUpdate = defineUpdate<BookingAnswer, [BookRequest]>('book');
export const moveUpdate = defineUpdate<BookingAnswer, [BookRequest]>('move');
export const cancelUpdate = defineUpdate<BookingAnswer, [CancelRequest]>('cancel');
export const outcomeUpdate = defineUpdate<BookingAnswer, [OutcomeRequest]>('recordOutcome');
export const replyUpdate = defineUpdate<BookingAnswer, [ReplyRequest]>('reply');
export const arrivedUpdate = defineUpdate<BookingAnswer, [Asked]>('arrived');
/** Asks the candidate whether one of these times suits them; nothing is booked by it. */
export const proposeUpdate = defineUpdate<BookingAnswer, [ProposeRequest]>('propose');
/** Whoever asked asks no more. */
export const withdrawUpdate = defineUpdate<BookingAnswer, [WithdrawRequest]>('withdrawProposal');
/** The candidate’s answer to that: none of them. */
export const keepUpdate = defineUpdate<BookingAnswer, [Asked]>('keepTime');
export const resendUpdate = defineUpdate<BookingAnswer, [Asked]>('resend');

export type BookingView = {
  readonly v: 1;
  readonly phase: Phase;
  readonly booking: BookingFacts | null;
  readonly menu: string;
  readonly waits_for: readonly { readonly what: string; readonly until: string | null }[];
  readonly screen: string;
  readonly outbox: readonly string[];
  /** What came and was not yet decided and shown; 0 at rest. */
  readonly unhandled: number;
  readonly offset_ms: number;
};
/** The whole state, for the panel and for operators. */
export const viewQuery = defineQuery<BookingView>('view');
