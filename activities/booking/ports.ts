// What the booking verbs need of their neighbours. Ids are text, instants are ms: no driver's type comes in here.
import type { EventFacts, PersonFacts, Unpublished } from '../../core/booking/facts.ts';
import type { SeenTime } from '../../core/booking/machine/happening.ts';
import type {
  BookingEventType,
  BookingStatus,
  CancelReason,
  InitiatedBy,
  Outcome,
  Reply,
  SeatRefusal,
} from '../../core/booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import type { Claiming, SlotState } from '../../core/slots/seat-rules.ts';
import type { QuietHours } from '../../core/time/staff-hours.ts';
import type { Openings } from '../wishes/ports.ts';
import type { Whose } from './orders.ts';

/** What happened to a booking: what is announced, and what only the journal knows. */
export type ChangeKind =
  | BookingEventType
  | 'booking.reply'
  | 'booking.arrived'
  | 'booking.place_changed'
  | 'booking.finished'
  /** A pending one that never was booked. */
  | 'booking.given_up';

/** A slot as the person was told of it. */
export type Told = {
  readonly slot_id: SlotId;
  readonly starts_at: number;
  readonly location: string | null;
  readonly audience: string | null;
};

export type Change = {
  readonly rev: number;
  readonly op: number;
  readonly what: ChangeKind;
  readonly announce: BookingEventType | null;
  readonly old: Told | null;
  readonly new: Told | null;
  readonly reason: string | null;
  readonly override_reason: string | null;
  readonly detail: string | null;
  readonly initiated_by: InitiatedBy;
  readonly trace_id: string;
  readonly at: number;
};

export type StoredHold = { readonly slot_id: SlotId; readonly op: number; readonly until: number };

export type StoredBooking = Whose & {
  readonly booking_id: BookingId;
  readonly company_id: string;
  readonly status: BookingStatus;
  readonly active: boolean;
  readonly rev: number;
  readonly op_seq: number;
  readonly last_op: number;
  readonly number: string | null;
  readonly slot: Told | null;
  readonly previous: Told | null;
  readonly holds: readonly StoredHold[];
  readonly refused: { readonly op: number; readonly reason: SeatRefusal } | null;
  readonly moves: number;
  readonly booked_at: number | null;
  readonly rank: number;
  readonly reply: Reply | null;
  readonly arrived_at: number | null;
  readonly outcome: Outcome | null;
  readonly cancelled: { readonly by: InitiatedBy['role']; readonly reason: CancelReason | null } | null;
  readonly reminded: readonly string[];
  readonly due_at: number | null;
  /** Other times staff proposed; none: nothing waits for an answer. */
  readonly proposed: readonly SeenTime[];
  readonly last_change: Change | null;
};

/** What a commit writes besides `rev`, `last_op`, `op_seq` and `last_change`. */
export type Patch = {
  readonly status?: BookingStatus;
  readonly active?: boolean;
  readonly number?: string;
  readonly slot?: Told | null;
  readonly previous?: Told | null;
  readonly holds?: readonly StoredHold[];
  readonly moves?: number;
  readonly booked_at?: number;
  readonly rank?: number;
  readonly reply?: { readonly value: Reply; readonly at: number } | null;
  readonly arrived_at?: number | null;
  readonly cancelled?: {
    readonly by: InitiatedBy;
    readonly reason: CancelReason | null;
    readonly text_id: string | null;
    readonly at: number;
  };
  readonly outcome?: { readonly value: Outcome; readonly by: InitiatedBy; readonly at: number } | null;
  readonly reminded?: readonly string[];
  readonly due_at?: number | null;
  readonly proposed?: readonly SeenTime[];
};

export type Commit = {
  /** As it was read: the write takes place only if nothing was committed or begun since. */
  readonly read: StoredBooking;
  /** Only while this operation's own entry for this slot stands. */
  readonly intended?: SlotId;
  readonly patch: Patch;
  readonly change: Change;
};

/** Each write is one conditional update; null or false: its condition did not hold, and nothing was written. */
export type BookingStore = {
  byId(id: BookingId): Promise<StoredBooking | null>;
  active(whose: Whose): Promise<StoredBooking | null>;
  /** The active one, else the newest. */
  latest(whose: Whose): Promise<StoredBooking | null>;
  /** Every one this person ever had in this event: the active one, then the newest first. */
  all(whose: Whose): Promise<readonly StoredBooking[]>;
  /** null: there is an active one already. */
  open(order: Whose & { company_id: string; hold: StoredHold; now: number }): Promise<StoredBooking | null>;
  /** Notes the seat that is about to be touched, and begins the operation. */
  intend(read: StoredBooking, hold: StoredHold): Promise<StoredBooking | null>;
  /** The same for a seat that is held already, by an older operation: its entry is raised where it stands. */
  raise(hold: {
    readonly booking_id: BookingId;
    readonly slot_id: SlotId;
    readonly op: number;
    readonly statuses: readonly BookingStatus[];
  }): Promise<StoredBooking | null>;
  /** Begins an operation that takes no seat. */
  begin(id: BookingId, op: number): Promise<StoredBooking | null>;
  /** This operation's seat was refused, for good. `forget`: and there is no seat of ours to be given back. */
  refuse(refusal: {
    readonly booking_id: BookingId;
    readonly op: number;
    readonly slot_id: SlotId;
    readonly reason: SeatRefusal;
    readonly forget: boolean;
  }): Promise<StoredBooking | null>;
  /** Takes entries out whose seats were given back, but none of a newer operation. */
  forget(id: BookingId, slots: readonly SlotId[], op: number): Promise<StoredBooking | null>;
  commit(commit: Commit): Promise<StoredBooking | 'number_taken' | null>;
};

export type SeatClaim = Claiming & {
  readonly slot_id: SlotId;
  readonly booking_id: BookingId;
  /** Takes a free seat, or takes this booking's own one over: one conditional update each. */
  readonly by: 'free' | 'own';
};

export type SeatStore = {
  /** null: refused; why is read afterwards. */
  claim(claim: SeatClaim): Promise<SlotState | null>;
  /** false: there was no such seat, or a newer operation has it. */
  release(seat: {
    readonly slot_id: SlotId;
    readonly user_id: UserId;
    readonly booking_id: BookingId;
    readonly op: number;
  }): Promise<boolean>;
};

export type SlotReader = {
  /** `allows_person`: by its audience. */
  forPerson(slot: SlotId, user: UserId): Promise<(SlotState & { readonly allows_person: boolean }) | null>;
  byIds(ids: readonly SlotId[]): Promise<readonly SlotState[]>;
  /** Seats of that day's slots that begin earlier. */
  seatsBefore(slot: SlotState): Promise<number>;
  /** Slots of the event where this person has a seat. */
  seatedIn(whose: Whose): Promise<readonly SlotState[]>;
  bookableExists(whose: Whose, now: number, except: SlotId): Promise<boolean>;
  lastBookableUntil(event: EventId): Promise<number | null>;
};

export type StoredEvent = Omit<EventFacts, 'last_bookable_until'> & {
  readonly company_id: string;
  /** Rules as core/time reads them. */
  readonly reminders: readonly string[];
};
export type EventReader = {
  byId(id: EventId): Promise<StoredEvent | null>;
  /** Of its company; null: it has none. */
  quietHours(id: EventId): Promise<QuietHours | null>;
};

export type PersonReader = {
  facts(id: UserId): Promise<(PersonFacts & { readonly company_id: string }) | null>;
  telegramIdOf(id: UserId): Promise<number | null>;
};

export type AuditRow = Change & Whose & { readonly booking_id: BookingId; readonly published: boolean };
export type AuditLog = {
  /** The same commit again is the same row. */
  record(booking: StoredBooking, change: Change): Promise<void>;
  read(booking: BookingId, rev: number): Promise<AuditRow | null>;
  published(booking: BookingId, rev: number, at: number): Promise<void>;
  /** What the broker has not confirmed of this person and event, in the order of the commits. */
  unpublished(whose: Whose): Promise<readonly Unpublished[]>;
};

export type TimePort = {
  /** Real time, and ahead of it only in the sandbox. */
  now(): Promise<number>;
  offset(): Promise<number>;
  /** Whether there can be one. */
  readonly sandbox: boolean;
};

/** Told after seats changed; what it keeps is rebuilt by whoever reads it. Never throws, is not waited for. */
export type CacheBump = { slotsChanged(event: EventId): void };

export type BookingDeps = {
  readonly bookings: BookingStore;
  readonly seats: SeatStore;
  readonly slots: SlotReader;
  readonly events: EventReader;
  readonly people: PersonReader;
  readonly audit: AuditLog;
  readonly time: TimePort;
  readonly cache: CacheBump;
  readonly openings: Openings;
};
