// What the admin role needs of its neighbours; adapters/ fulfils it and main.ts introduces the two.
import type { KeptCommand } from '../contracts/api/broadcasts.ts';
import type { InboundText, Reachability } from '../contracts/api/gateway.ts';
import type { Identity } from '../contracts/api/identity.ts';
import type { Scope } from '../contracts/api/scopes.ts';
import type { SlotDays } from '../contracts/api/slots.ts';
import type { BookingEvent } from '../contracts/events/booking-event.ts';
import type { BookingAnswer } from '../contracts/workflows/booking.ts';
import type { Act } from '../core/audit/act.ts';
import type { SeenTime } from '../core/booking/machine/happening.ts';
import type { CancelReason, InitiatedBy, Outcome } from '../core/booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../core/shared/ids.ts';

export type ServiceTokens = {
  /** By the hash of the token: the token itself is nowhere. */
  find(
    hash: string,
  ): Promise<
    { readonly id: string; readonly company_id: string; readonly scopes: readonly Scope[] } | undefined
  >;
};

/** Every change that is no booking's is written down by whoever made it, right after it was made. */
export type AuditWriter = {
  write(act: Act): Promise<void>;
};

export type StoredAnswer = { readonly status: number; readonly body: unknown };
export type Begun =
  | { readonly state: 'begun' }
  | { readonly state: 'answered'; readonly answer: StoredAnswer }
  | { readonly state: 'in_progress' }
  | { readonly state: 'other_request' };
/** One row per key. `attempt` fences: who took too long and was taken over writes nothing any more. */
export type IdempotencyStore = {
  begin(entry: {
    readonly id: string;
    readonly request_hash: string;
    readonly attempt: string;
    readonly lease_ms: number;
  }): Promise<Begun>;
  answer(id: string, attempt: string, answer: StoredAnswer): Promise<void>;
  /** Nothing was decided: the same key may try again. */
  release(id: string, attempt: string): Promise<void>;
};

/** Of one company; null, or nothing said: of every one. */
type InCompany = string | null;
export type People = {
  allowedTelegramIds(company?: InCompany): Promise<readonly number[]>;
  identity(telegramId: number, company?: InCompany): Promise<Identity | null>;
  find(
    telegramId: number,
    company?: InCompany,
  ): Promise<{ readonly user_id: UserId; readonly allowed: boolean } | undefined>;
  /** False: something newer is known already, or nobody we know has this account. */
  reached(news: Reachability): Promise<boolean>;
};
/** The bot keeps identities in Redis: whoever changes a person drops theirs. */
export type IdentityCache = {
  drop(telegramId: number): Promise<void>;
  /** Somebody came onto the list or off it: what they look at is shown again, with the buttons that work for them now. */
  listed(user: UserId, telegramId: number | null): Promise<void>;
};

export type SlotFound = {
  readonly slot_id: SlotId;
  readonly event_id: EventId;
  readonly date: string;
  readonly time: string;
  readonly starts_at: number;
  readonly location: string;
  readonly audience: string | null;
};
type SlotQuery = {
  readonly event_id?: EventId;
  readonly date: string;
  readonly time: string;
  readonly location?: string;
};
export type SlotFinder = {
  /** Whether an event belongs to this company; to the system itself every one does. */
  isOf(event: EventId, company: string | null): Promise<boolean>;
  byId(slot: SlotId): Promise<SlotFound | undefined>;
  /** At most a few: who asks wants exactly one. */
  at(query: SlotQuery): Promise<readonly SlotFound[]>;
};
export type FreeSlots = {
  /** At most 30 s old; of one event, or of all. */
  read(event?: EventId): Promise<SlotDays>;
  /** As the database has it now: for somebody who was just refused a seat. */
  fresh(event: EventId): Promise<SlotDays>;
};
/** Whoever changed slots of an event says so; best effort, because nothing in Redis lives longer than 30 s. */
export type SlotNews = {
  bump(event: EventId): Promise<void>;
  /** For those who do not wait. */
  slotsChanged(event: EventId): void;
};

export type BookingFound = {
  readonly booking_id: BookingId;
  readonly event_id: EventId;
  readonly date: string | null;
  readonly time: string | null;
  readonly rev: number;
};
export type BookingFinder = {
  /** In one event or in all. */
  activeOf(user: UserId, event?: EventId): Promise<readonly BookingFound[]>;
};

export type Whose = { readonly event_id: EventId; readonly user_id: UserId };
/** `key` makes it once, over all runs of the workflow: asking again with the same key gives the same answer. */
export type Command = {
  readonly key: string;
  readonly trace_id: string;
  readonly initiated_by: InitiatedBy;
  readonly override_reason?: string;
  /** What was booked on the page that was pressed on: when another time stands, the page is outdated. */
  readonly seen?: SeenTime | null;
  /** The booking that is meant: refused as `outdated` when the person's in this event is another one by now. */
  readonly booking_id?: BookingId;
};
/** `outcome_unknown`: no answer in time. It may still happen; the same key learns it. */
export type CommandAnswer = BookingAnswer | { readonly ok: false; readonly reason: 'outcome_unknown' };
type ChosenTime = { readonly slot_id: SlotId; readonly starts_at?: number };
/** The only way to change a booking: its candidate's workflow does it. */
export type BookingCommands = {
  /** `starts_at`: as it was shown; staff may have moved the slot since. */
  book(whose: Whose, command: Command & ChosenTime): Promise<CommandAnswer>;
  move(whose: Whose, command: Command & ChosenTime): Promise<CommandAnswer>;
  cancel(whose: Whose, command: Command & { readonly reason?: CancelReason }): Promise<CommandAnswer>;
  outcome(
    whose: Whose,
    command: Command & { readonly outcome: Exclude<Outcome, 'missing'> | 'undone' },
  ): Promise<CommandAnswer>;
  /** What the candidate answers to the reminder. */
  reply(whose: Whose, command: Command & { readonly value: 'coming' | 'late' }): Promise<CommandAnswer>;
  arrived(whose: Whose, command: Command): Promise<CommandAnswer>;
  /** Whether one of these times suits the candidate; nothing is booked by it. */
  propose(whose: Whose, command: Command & { readonly times: readonly SeenTime[] }): Promise<CommandAnswer>;
  /** What was proposed is proposed no more. */
  withdraw(whose: Whose, command: Command): Promise<CommandAnswer>;
  /** The candidate keeps their time: none of those proposed. */
  keep(whose: Whose, command: Command): Promise<CommandAnswer>;
  /** What stands, as a new message to the candidate. */
  resend(whose: Whose, command: Command): Promise<CommandAnswer>;
};

export type InboundTexts = { keep(text: InboundText): Promise<{ readonly id: string }> };
export type BroadcastCommands = {
  /** `undefined`: another command has this id. */
  keep(command: KeptCommand): Promise<{ readonly broadcast_id: string } | undefined>;
};

/** One line of a booking's history, as it was announced. */
export type TimelineEntry = {
  readonly message_id: string;
  readonly booking_id: BookingId;
  readonly event_id: EventId;
  readonly rev: number;
  readonly event_type: BookingEvent['event_type'];
  readonly at: number;
  readonly payload: BookingEvent['payload'];
  readonly reason: string | null;
  readonly initiated_by: InitiatedBy;
  readonly trace_id: string;
  /** A newer revision was known already: it changed nothing. */
  readonly superseded: boolean;
};
/** What a foreign publisher's message was understood as: found once, because what it was found by changes with its effect. */
export type Understood =
  | { readonly ask: 'book'; readonly event_id: EventId; readonly slot_id: SlotId }
  | {
      readonly ask: 'move';
      readonly event_id: EventId;
      readonly slot_id: SlotId;
      readonly booking_id?: BookingId;
    }
  | { readonly ask: 'cancel'; readonly event_id: EventId; readonly booking_id?: BookingId };

/** Every effect of a message is an upsert under its id; `finish` comes last, before it is acknowledged. */
export type EventJournal = {
  finished(messageId: string): Promise<boolean>;
  finish(messageId: string): Promise<void>;
  /** True: this is the newest word on the booking, now or when it first came. */
  advance(booking: BookingId, rev: number, messageId: string): Promise<boolean>;
  record(entry: TimelineEntry): Promise<void>;
  understood(messageId: string): Promise<Understood | undefined>;
  /** What stands afterwards: the first one's, if two came. */
  understand(messageId: string, meaning: Understood): Promise<Understood>;
};

/** What staff wrote, kept before anything refers to it: workflows carry ids only. The same id again changes nothing. */
export type StaffNotes = {
  keep(note: {
    readonly id: string;
    readonly company: string;
    readonly user_id: UserId;
    readonly event_id: EventId;
    readonly text: string;
    /** null: a program, on nobody’s behalf. */
    readonly by: UserId | null;
    readonly at: number;
  }): Promise<void>;
};
