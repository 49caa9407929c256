import type { Db } from 'mongodb';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import { asUserId } from '../ids.ts';
import { createPerson } from '../people.ts';

/** Whether anybody has ever signed in to the panel. */
export const anybodySignedIn = async (db: Db): Promise<boolean> =>
  (await collections(db).sessions.findOne({}, { projection: { _id: 1 } })) !== null;

/** The admin who is there before anybody else; made when there is none. */
export async function firstAdmin(db: Db, now: number): Promise<UserId> {
  const known = await collections(db).users.findOne(
    { roles: 'admin', erased_at: { $exists: false } },
    { sort: { created_at: 1 }, projection: { _id: 1 } },
  );
  return known ? asUserId(known._id) : createAdmin(db, {}, now);
}

export type NamedAdmin = {
  readonly first_name?: string;
  readonly username?: string;
  readonly lang?: 'ru' | 'en';
};

export async function createAdmin(db: Db, named: NamedAdmin, now: number): Promise<UserId> {
  const made = await createPerson(db, { ...named, roles: ['admin'] }, now);
  if (made === null) throw new Error('a person without an account cannot be somebody else’s');
  return made;
}
