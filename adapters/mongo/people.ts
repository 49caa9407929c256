import { type Db, ObjectId } from 'mongodb';
import type { PersonReader } from '../../activities/booking/ports.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import { collections } from './collections.ts';
import type { UserDoc } from './documents/user.ts';
import { isDuplicateKey } from './errors.ts';
import { asUserId, oid } from './ids.ts';
import type { Index } from './indexes.ts';

export const peopleIndexes: readonly Index[] = [
  {
    collection: 'users',
    keys: { telegram_id: 1 },
    options: {
      name: 'one_person_per_account',
      unique: true,
      partialFilterExpression: { telegram_id: { $type: 'number' } },
    },
    guards: 'two people could share one Telegram account',
  },
  {
    collection: 'users',
    keys: { 'invite.token_hash': 1 },
    options: {
      name: 'one_person_per_invite',
      unique: true,
      partialFilterExpression: { 'invite.token_hash': { $type: 'string' } },
    },
    guards: 'one invite link could bind two people',
  },
];

export type NewPerson = Partial<Omit<UserDoc, '_id' | 'created_at' | 'invite'>> & {
  readonly invite?: { readonly token_hash: string; readonly expires_at: Date } | null;
};

/** Pre-approved when `allowed`; the account comes with the invite. Null: that account is somebody's already. */
export async function createPerson(db: Db, person: NewPerson, now: number): Promise<UserId | null> {
  const doc = newPersonDoc(person, now);
  try {
    await collections(db).users.insertOne(doc);
    return asUserId(doc._id);
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** What is set with a username: by the key somebody is found again, however it is written then. */
export const withKey = <Fields extends { readonly username?: string | null | undefined }>(fields: Fields) =>
  fields.username === undefined
    ? fields
    : { ...fields, username_key: fields.username?.toLowerCase() ?? null };

export function newPersonDoc({ invite, ...given }: NewPerson, now: number): UserDoc {
  return {
    _id: new ObjectId(),
    company_id: defaultCompany,
    telegram_id: null,
    username: null,
    first_name: null,
    last_name: null,
    phone: null,
    roles: ['candidate'],
    allowed: true,
    lang: null,
    language_code: null,
    reachable: 'unknown',
    reachable_at: null,
    broadcasts_off: false,
    waits_for_reason: null,
    ...withKey(given),
    invite: invite ? { ...invite, used_at: null } : null,
    created_at: new Date(now),
  };
}

export const findByTelegramId = (db: Db, telegramId: number): Promise<UserDoc | null> =>
  collections(db).users.findOne({ telegram_id: telegramId });

export const findPerson = (db: Db, id: UserId): Promise<UserDoc | null> =>
  collections(db).users.findOne({ _id: oid(id) });

/** `company`: null is every one. */
export async function allowedTelegramIds(db: Db, company: string | null): Promise<readonly number[]> {
  const theirs = company === null ? {} : { company_id: company };
  const allowed = await collections(db)
    .users.find(
      { ...theirs, allowed: true, telegram_id: { $ne: null } },
      { projection: { telegram_id: 1 }, sort: { telegram_id: 1 } },
    )
    .toArray();
  return allowed.flatMap(({ telegram_id: id }) => (id === null ? [] : [id]));
}

/** That an event's workflow waits for a reason in words; `until: null`: it waits no more, another's question stands. */
export async function setWaitsForReason(
  db: Db,
  user: UserId,
  { event_id, until }: { readonly event_id: EventId; readonly until: number | null },
): Promise<void> {
  const event = oid(event_id);
  const mine = until === null ? { 'waits_for_reason.event_id': event } : {};
  const waits = until === null ? null : { event_id: event, until: new Date(until) };
  await collections(db).users.updateOne({ _id: oid(user), ...mine }, { $set: { waits_for_reason: waits } });
}

export const createPersonReader = (db: Db): PersonReader => ({
  async facts(id) {
    const person = await findPerson(db, id);
    return (
      person && {
        allowed: person.allowed,
        has_telegram: person.telegram_id !== null,
        quiet: person.broadcasts_off,
        company_id: person.company_id,
      }
    );
  },
  telegramIdOf: async (id) => (await findPerson(db, id))?.telegram_id ?? null,
});
