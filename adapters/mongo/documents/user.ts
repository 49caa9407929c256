import type { ObjectId } from 'mongodb';
import type { NoticeChoice } from '../../../core/notify/preference.ts';

/** `users`: candidates, specialists, admins. */
export type UserDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  /** null until an invite is used, or for people without Telegram. */
  readonly telegram_id: number | null;
  readonly username: string | null;
  /** The same in small letters: Telegram knows one person by it however it is written. Not there: nobody was ever named so. */
  readonly username_key?: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly roles: readonly ('candidate' | 'specialist' | 'admin' | 'viewer')[];
  /** On the allow list. */
  readonly allowed: boolean;
  readonly invite: {
    readonly token_hash: string;
    readonly expires_at: Date;
    readonly used_at: Date | null;
  } | null;
  /** Their own choice; null: what Telegram says. */
  readonly lang: 'ru' | 'en' | null;
  readonly language_code: string | null;
  readonly reachable: 'unknown' | 'yes' | 'blocked';
  /** When Telegram said so: an older word changes nothing. */
  readonly reachable_at: Date | null;
  /** /stop: no announcements, no nudges. */
  readonly broadcasts_off: boolean;
  /** What they asked for themselves after this they still get. */
  readonly broadcasts_off_at?: Date;
  /** This event's workflow asked why they cancel: their next text until then is the answer. */
  readonly waits_for_reason: { readonly event_id: ObjectId; readonly until: Date } | null;
  /** Of staff: how they want to hear of others' doings; absent: at once. */
  readonly notices?: NoticeChoice;
  readonly created_at: Date;
  /** Which change of the staff gave the roles: an older one that comes late changes nothing. */
  readonly staff_rev?: number;
  /** Asked to be forgotten: nothing above says who it was. */
  readonly erased_at?: Date;
};
