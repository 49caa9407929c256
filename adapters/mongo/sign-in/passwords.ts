import type { Db } from 'mongodb';
import type { Passwords } from '../../../admin/panel/ports/sign-in.ts';
import { plainName } from '../../../core/staff/sign-in.ts';
import { fits, sealed } from '../../secrets.ts';
import { collections } from '../collections.ts';
import { isDuplicateKey } from '../errors.ts';
import { asUserId, oid } from '../ids.ts';
import type { Index } from '../indexes.ts';

export const credentialIndexes: readonly Index[] = [
  {
    collection: 'credentials',
    keys: { login: 1 },
    options: { name: 'one_person_per_login', unique: true },
    guards: 'one login could stand for two people',
  },
];

/** Passwords of those who have one; nobody can read one out of here. */
export function createPasswords(db: Db): Passwords {
  const { credentials } = collections(db);
  return {
    async check(login, password) {
      const found = await credentials.findOne({ login: plainName(login) });
      return (await fits(password, found?.seal)) && found ? asUserId(found._id) : undefined;
    },
    async loginOf(user) {
      return (await credentials.findOne({ _id: oid(user) }, { projection: { login: 1 } }))?.login;
    },
    async set(user, login, password, at) {
      const $set = { login: plainName(login), seal: await sealed(password), set_at: new Date(at) };
      try {
        await credentials.updateOne({ _id: oid(user) }, { $set }, { upsert: true });
        return 'set';
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return 'login_taken';
      }
    },
    async drop(user) {
      await credentials.deleteOne({ _id: oid(user) });
    },
  };
}
