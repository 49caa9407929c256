import type { EventSeen } from '../../core/damage/compare.ts';
import type { Alarm, Damage, DamageKind } from '../../core/damage/words.ts';
import type { BookingId, EventId, SlotId } from '../../core/shared/ids.ts';
import type { Whose } from '../booking/orders.ts';

/** What the reconciler asks of the stores: counts, taken in one go each. */
export type BookingCounts = {
  countSeats(): Promise<number>;
  countActiveBookings(): Promise<number>;
};

export type Commit = Whose & { readonly booking_id: BookingId; readonly rev: number };

/** An edit by staff that was made and not carried out to its end. `slot_id: null`: an edit of the event. */
export type UnfinishedChange = {
  readonly change_id: string;
  readonly event_id: EventId;
  readonly slot_id: SlotId | null;
};

export type StoreLooker = {
  /** Events with something to come, something that is not over, or something not long past. */
  events(now: number): Promise<readonly EventId[]>;
  /** null: it is gone. `commits`: each booking's newest, of those that changed not long before `now`. */
  event(id: EventId, now: number): Promise<{ seen: EventSeen; commits: readonly Commit[] } | null>;
  /** Commits from before this instant that the broker has not confirmed. */
  unpublished(before: number): Promise<readonly Commit[]>;
  /** Those of these that the journal does not have. */
  unjournalled(commits: readonly Commit[]): Promise<readonly Commit[]>;
  /** Edits made in between by the real clock, and not finished. */
  unfinishedChanges(between: { from: number; before: number }): Promise<readonly UnfinishedChange[]>;
  activeBookings(): Promise<readonly (Whose & { readonly booking_id: BookingId })[]>;
  /** Brings the copies on slots up to the event; they only ever rise. */
  copyToSlots(event: EventId): Promise<unknown>;
};

export type WorkflowLooker = {
  countOpenBookings(): Promise<number>;
  /** Ids of the open booking workflows: from an index that may be a moment behind. */
  openBookings(): Promise<ReadonlySet<string>>;
  /** Asked of the server itself. `terminated`: its last run was ended by somebody's hand. */
  lastRun(whose: Whose): Promise<'open' | 'terminated' | 'gone'>;
};

/** A damage with its past. Real time, whatever the sandbox's clock says. */
export type Finding = Damage & { readonly passes: number; readonly repairs: number };

export type DueQuery = {
  readonly pass: string;
  /** Seen in two passes, first before this instant. */
  readonly before: number;
  /** Not tried again before this. */
  readonly now: number;
  readonly kinds: readonly DamageKind[];
};

/** `reconcile_findings`: what is wrong now, and since when. */
export type Findings = {
  note(pass: string, damages: readonly Damage[], now: number): Promise<void>;
  /** Takes out what this pass did not see any more, but nothing that was seen since it began. */
  forgetOthers(pass: string, begun: number): Promise<void>;
  counts(): Promise<readonly { readonly kind: DamageKind; readonly count: number }[]>;
  /** How many were repaired this often and are still there. */
  stubborn(repairs: number): Promise<number>;
  terminated(): Promise<readonly Whose[]>;
  due(query: DueQuery, after: string | null, limit: number): Promise<readonly Finding[]>;
  /** Of one person in one event: all that is due. */
  dueOf(query: DueQuery, whose: Whose): Promise<readonly Finding[]>;
  /** `again`: not before this instant. */
  acted(pass: string, done: readonly { readonly key: string; readonly again: number }[]): Promise<void>;
};

export type RepairSignal = {
  /** Starts the workflow when there is none. */
  repair(whose: Whose, notice: { readonly damage: string; readonly terminated?: boolean }): Promise<void>;
};

export type ChangeResumer = {
  /** Its workflow starts again: what was made stays made, and everybody concerned is told. */
  resume(change: UnfinishedChange): Promise<void>;
};

/** For people and machines that watch over the system. */
export type Watch = {
  repaired(kind: DamageKind, count: number): void;
  alarm(alarm: Alarm): void;
};
