import type { ChangeRefusal } from '../../../contracts/workflows/change.ts';
import type { ActOfEdit } from '../../../core/audit/act.ts';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import type { EventValues } from '../../../core/events/values.ts';
import type { EventId, UserId } from '../../../core/shared/ids.ts';
import type { PreviewRow } from '../../../core/slots/plan.ts';
import type { EventRow } from './events.ts';

/** How a form names somebody: what staff type is what they read. */
export type Candidate = { readonly user_id: UserId; readonly label: string };
export type EventDetails = EventValues & {
  readonly event_id: EventId;
  readonly company_id: string;
  readonly status: EventRow['status'];
  readonly rev: number;
  /** null: everyone on the list. */
  readonly audience: readonly Candidate[] | null;
};
/** All of it, and the first few by name. */
export type People = { readonly count: number; readonly names: readonly string[] };

export type Editor = { readonly initiated_by: InitiatedBy; readonly now: number };
/** `told: null`: it is begun and goes on by itself. `outcome_unknown`: nobody knows whether it was begun. */
export type ChangeOutcome =
  | { readonly ok: true; readonly told: number | null }
  | { readonly ok: false; readonly reason: ChangeRefusal | 'outcome_unknown' };

export type EventEdit = Partial<EventValues> & {
  readonly audience?: readonly UserId[] | null;
  readonly status?: 'open' | 'closed' | 'archived';
};
type NewEventValues = EventValues & { readonly audience: readonly UserId[] | null };

/** The same `once` again, a second press of the button, makes nothing more. */
type Once = { readonly now: number; readonly once: string };

/** What staff do with events. Every answer is of one company. */
export type EventDesk = {
  details(company: string, id: EventId): Promise<EventDetails | undefined>;
  create(company: string, event: NewEventValues, when: Once): Promise<EventId>;
  /** Its slots `days` later, and which of them a copy would leave out. */
  copyPlan(event: EventDetails, days: number, when: Once): Promise<readonly PreviewRow[]>;
  /** With those slots of that plan that are not left out, without anybody in them, as a draft. */
  copy(
    event: EventDetails,
    to: { readonly title: string; readonly days: number },
    when: Once,
  ): Promise<EventId>;
  change(
    event: EventDetails,
    edit: EventEdit,
    editor: Editor & { readonly act: ActOfEdit },
  ): Promise<ChangeOutcome>;
  /** By @username or number of the account. */
  candidates(
    company: string,
    words: readonly string[],
  ): Promise<{ readonly known: readonly Candidate[]; readonly unknown: readonly string[] }>;
  /** Who has a seat ahead. */
  booked(event: EventId, now: number): Promise<People>;
  /** Who has a seat ahead and is not among these. */
  bookedBesides(event: EventId, list: readonly UserId[], now: number): Promise<People>;
  /** Who ever had a booking in it. */
  everBooked(event: EventId): Promise<People>;
  /** In how many chats its message stands. */
  screens(event: EventId): Promise<number>;
  /** False: somebody has a booking in it, or it is open. */
  remove(event: EventDetails): Promise<boolean>;
};
