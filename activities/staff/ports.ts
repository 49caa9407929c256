// What staff's buttons and commands in Telegram need of their neighbours. Instants are ms.
import type {
  BookingAnswer,
  BookRequest,
  CancelRequest,
  OutcomeRequest,
  ProposeRequest,
  WithdrawRequest,
} from '../../contracts/workflows/booking.ts';
import type { SlotLine, SlotsPage } from '../../core/messages/model.ts';
import type { DayLine, Duty, FoundLine, StaffCard } from '../../core/messages/staff/model.ts';
import type { BookingId, EventId, UserId } from '../../core/shared/ids.ts';
import type { StaffDay } from '../../core/staff/press.ts';

/** Whose bookings somebody sees: all of their company, or those in their own slots. */
export type Seer = { readonly user_id: UserId; readonly company_id: string; readonly duty: Duty };
/** `fixed`: by the event's rules this candidate cannot move any more. */
export type Proposable =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'slots'; readonly slots: readonly SlotLine[] };
type Whose = { readonly event_id: EventId; readonly user_id: UserId };
/** `changed_by`: the trace of whatever changed it last. */
export type Seen = Whose & { readonly card: StaffCard; readonly changed_by: string | null };

export type StaffDesk = {
  /** As it is now, whatever the gateway remembers. null: no staff any more. */
  seer(user: UserId): Promise<Seer | null>;
  /** null: none, or not theirs to see. */
  booking(seer: Seer, booking: BookingId): Promise<Seen | null>;
  /** What the candidate could be moved to of somebody's own slots, in order of time. */
  proposable(seer: Seer, seen: Seen, now: number): Promise<Proposable>;
  /** Of that day or the seven that begin with it, in order of time. */
  day(seer: Seer, day: StaffDay, now: number): Promise<readonly DayLine[]>;
  /** Of the company, the newest first. */
  find(
    seer: Seer,
    text: string,
    most: number,
  ): Promise<{ readonly found: readonly FoundLine[]; readonly more: boolean }>;
  /** What was typed; null: it is gone. */
  typed(textId: string): Promise<string | null>;
};

type Answer = BookingAnswer | { readonly ok: false; readonly reason: 'outcome_unknown' };
type Command<Request> = (whose: Whose, command: Omit<Request, 'v'>) => Promise<Answer>;
/** Updates of the booking's workflow: the same key is the same command. */
type StaffCommands = {
  readonly book: Command<BookRequest>;
  readonly move: Command<BookRequest>;
  readonly cancel: Command<CancelRequest>;
  readonly outcome: Command<OutcomeRequest>;
  readonly propose: Command<ProposeRequest>;
  readonly withdraw: Command<WithdrawRequest>;
};

export type StaffDeps = {
  readonly desk: StaffDesk;
  readonly commands: StaffCommands;
  /** What the person could book now. */
  readonly freeSlots: (whose: Whose, page: number, now: number) => Promise<SlotsPage>;
  readonly panelUrl: string | undefined;
  readonly now: () => Promise<number>;
};
