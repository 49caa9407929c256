import type { ObjectId } from 'mongodb';
import type { Person } from '../../../activities/person/ports.ts';
import { userId } from '../../../core/shared/ids.ts';

/** What answers to a person read and write of `users`. */
export type PersonRow = {
  readonly _id: ObjectId;
  readonly telegram_id: number | null;
  readonly username: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly roles: Person['roles'];
  readonly allowed: boolean;
  readonly invite: {
    readonly token_hash: string;
    readonly expires_at: Date;
    readonly used_at: Date | null;
  } | null;
  readonly lang: 'ru' | 'en' | null;
  readonly language_code: string | null;
  readonly reachable: 'unknown' | 'yes' | 'blocked';
  readonly reachable_at: Date | null;
  readonly push_subscriptions: readonly unknown[];
  readonly broadcasts_off: boolean;
  readonly waits_for_reason: { readonly event_id: ObjectId; readonly until: Date } | null;
  readonly erased_at?: Date;
};

export const personOf = (row: PersonRow): Person => ({
  user_id: userId(row._id.toHexString()),
  telegram_id: row.telegram_id,
  roles: row.roles,
  allowed: row.allowed,
  lang: row.lang,
});
