import type { Db } from 'mongodb';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
import { createPerson, findByTelegramId, type NewPerson, withKey } from '../people.ts';

export type Named = Pick<NewPerson, 'username' | 'first_name' | 'lang'>;
type Role = UserDoc['roles'][number];

/** Puts an account on the list; somebody known is put back on it, with what is newly said of them. */
export async function allowAccount(
  db: Db,
  telegramId: number,
  { named, role }: { readonly named: Named; readonly role: Role },
  now: number,
): Promise<{ readonly user_id: UserId; readonly made: boolean }> {
  const person = { ...named, telegram_id: telegramId, roles: [role] };
  const made = (await findByTelegramId(db, telegramId)) ? null : await createPerson(db, person, now);
  if (made) return { user_id: made, made: true };
  const known = await collections(db).users.findOneAndUpdate(
    { telegram_id: telegramId },
    { $set: { ...withKey(named), allowed: true }, $addToSet: { roles: role } },
    { returnDocument: 'after', projection: { _id: 1 } },
  );
  if (!known) throw new Error(`account ${telegramId} was somebody’s a moment ago`);
  return { user_id: asUserId(known._id), made: false };
}

/**
 * A new link for somebody whose account is not known yet. The one before is worth nothing then, and neither is any browser that
 * came by it. False: there is nobody like that.
 */
export async function renewInvite(
  db: Db,
  user: UserId,
  invite: { readonly token_hash: string; readonly expires_at: Date },
): Promise<boolean> {
  const { users, pushSubscriptions } = collections(db);
  const done = await users.updateOne(
    { _id: oid(user), telegram_id: null, erased_at: { $exists: false } },
    { $set: { invite: { ...invite, used_at: null }, allowed: true } },
  );
  if (done.matchedCount !== 1) return false;
  await pushSubscriptions.deleteMany({ user_id: oid(user) });
  return true;
}

export type TakenOff = { readonly telegram_id: number | null; readonly bookings: number };

/** Off the list: taps are refused from now on; a booking stays until staff cancel it. */
export async function takeOff(db: Db, user: UserId): Promise<TakenOff | null> {
  const { users, bookings } = collections(db);
  const person = await users.findOneAndUpdate(
    { _id: oid(user) },
    { $set: { allowed: false } },
    { returnDocument: 'after', projection: { telegram_id: 1 } },
  );
  if (!person) return null;
  const active = await bookings.countDocuments({ user_id: oid(user), active: true, status: 'booked' });
  return { telegram_id: person.telegram_id, bookings: active };
}

export const listPeople = (db: Db, company: string): Promise<UserDoc[]> =>
  collections(db)
    .users.find({ company_id: company, erased_at: { $exists: false } })
    .sort({ created_at: 1 })
    .toArray();
