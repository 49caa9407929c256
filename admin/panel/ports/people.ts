import type { Lang } from '../../../core/i18n/lang.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { BookingRow } from './bookings.ts';
import type { Page } from './page.ts';

export const peopleFilters = ['allowed', 'blocked', 'unreachable', 'booked', 'not_booked'] as const;
export type PeopleQuery = {
  /** A name, a username, a phone or an account, as typed. */
  readonly text: string;
  readonly filter: (typeof peopleFilters)[number] | undefined;
  readonly after: string | undefined;
};
export type PersonRow = {
  readonly user_id: UserId;
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
  readonly phone: string | null;
  /** On the list. */
  readonly allowed: boolean;
  /** What Telegram said last; `no_account`: they have none that we know. */
  readonly reachable: 'unknown' | 'yes' | 'blocked' | 'no_account';
  /** Times they have booked now. */
  readonly booked: number;
};
export type OnePerson = PersonRow & {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly lang: Lang | null;
  readonly since: number;
  /** /stop: no announcements, no nudges. */
  readonly quiet: boolean;
  /** Until when a link that was given out works; null: there is none that does. */
  readonly invited_until: number | null;
  readonly bookings: readonly BookingRow[];
};
type Invite = { readonly token_hash: string; readonly until: number };

/** Candidates of one company: who is of another is not found. */
export type People = {
  page(company: string, query: PeopleQuery, most: number): Promise<Page<PersonRow>>;
  person(company: string, user: UserId, now: number): Promise<OnePerson | undefined>;
  /** What it was before; undefined: there is nobody like that. */
  setAllowed(
    company: string,
    user: UserId,
    allowed: boolean,
  ): Promise<{ readonly was: boolean; readonly telegram_id: number | null } | undefined>;
  /** The link before is worth nothing then. False: nobody who still needs one. */
  renewInvite(company: string, user: UserId, invite: Invite): Promise<boolean>;
  /** Those on the list who have no account yet. */
  uninvited(
    company: string,
    after: UserId | undefined,
    most: number,
  ): Promise<readonly Pick<PersonRow, 'user_id' | 'name' | 'phone'>[]>;
  countUninvited(company: string): Promise<number>;
  everythingAbout(user: UserId): Promise<Readonly<Record<string, unknown>>>;
  /** `booked`: somebody counts on them; that is cancelled first. */
  erase(user: UserId, now: number): Promise<'erased' | 'booked' | 'last_admin'>;
};
