import type { PressKind } from '../../../core/booking/press.ts';
import type {
  BookingEventType,
  CancelReason,
  Informed,
  InitiatedBy,
  Outcome,
  Phase,
  Reply,
} from '../../../core/booking/words.ts';
import type { NotifyRole, Way } from '../../../core/notify/words.ts';
import type { BookingId, SlotId, UserId } from '../../../core/shared/ids.ts';
import type { Whose } from '../../ports.ts';
import type { BookingRow } from './bookings.ts';

/** Whose bookings somebody may see: all of the company, or those in the slots of one specialist. */
export type Scope = { readonly company: string; readonly specialist: UserId | null };

export type OneBooking = BookingRow & {
  readonly slot_id: SlotId | null;
  readonly ends_at: number | null;
  /** Given up while another time is chosen. */
  readonly previous_at: number | null;
  readonly active: boolean;
  /** The person's last one in this event: the one their workflow acts on, whichever it is asked about. */
  readonly latest: boolean;
  readonly moves: number;
  readonly reply: Reply | null;
  readonly arrived: boolean;
  readonly outcome: Outcome | null;
  readonly cancelled: {
    readonly role: InitiatedBy['role'];
    readonly reason: CancelReason | null;
    readonly text: string | null;
  } | null;
  /** null: nothing had to be told. */
  readonly informed: Informed | null;
};

type Changed =
  | BookingEventType
  | 'booking.reply'
  | 'booking.arrived'
  | 'booking.place_changed'
  | 'booking.finished'
  | 'booking.given_up';
type Place = { readonly starts_at: number; readonly where: string };
type ActRole = InitiatedBy['role'] | 'viewer';
type Actor = {
  readonly name: string;
  readonly role: ActRole;
};

export type DeliveryState = 'claimed' | 'sent' | 'blocked' | 'failed' | 'unknown';

/** One line of a booking's history, wherever it was kept. */
export type TimelineRow = { readonly at: number } & (
  | {
      readonly kind: 'change';
      readonly what: Changed;
      readonly by: Actor;
      readonly from: Place | null;
      readonly to: Place | null;
      readonly detail: string | null;
      /** Why staff went past a rule. */
      readonly override: string | null;
    }
  | { readonly kind: 'announced'; readonly what: BookingEventType; readonly superseded: boolean }
  | {
      readonly kind: 'message';
      readonly what: string;
      /** `role`: as what they heard of it; null: a message from before that was written down. */
      readonly to: { readonly name: string; readonly role: NotifyRole | null };
      readonly channel: Way;
      readonly state: DeliveryState;
      /** Of what was refused: what Telegram or the push service said. */
      readonly why: string | null;
      readonly resent: boolean;
    }
  /** Their message was edited: it tells something else now. */
  | { readonly kind: 'shown'; readonly what: string }
  | { readonly kind: 'staff'; readonly what: 'resent'; readonly by: Actor }
  | { readonly kind: 'tap'; readonly press: PressKind }
  | { readonly kind: 'ahead'; readonly what: string }
);

/** What the workflow itself says; `away`: nobody could be asked; `stuck`: its next step fails however often it is tried. */
export type Look =
  | {
      readonly state: 'open';
      readonly phase: Phase;
      readonly screen: string;
      readonly ahead: readonly { readonly what: string; readonly at: number }[];
      readonly taps: readonly { readonly press: PressKind; readonly at: number }[];
    }
  | { readonly state: 'closed' | 'away' | 'stuck' };
export type BookingLooker = { look(whose: Whose): Promise<Look> };
/** Ends a run that is stuck and begins another from what is stored, in one step. */
export type RestartRun = (whose: Whose) => Promise<void>;

export type BookingDesk = {
  booking(scope: Scope, id: BookingId): Promise<OneBooking | undefined>;
  /** What MongoDB kept, in no order. */
  history(
    company: string,
    booking: Pick<OneBooking, 'booking_id' | 'event_id' | 'user_id'>,
  ): Promise<readonly TimelineRow[]>;
  /** A person of this company; undefined: there is none. */
  called(company: string, user: UserId): Promise<{ readonly name: string } | undefined>;
  /** The person's booking in this event that counts now. */
  activeOf(company: string, whose: Whose): Promise<BookingId | undefined>;
};
