import type { Db } from 'mongodb';
import type { Users } from '../../../admin/ports/users.ts';
import type { UserBody } from '../../../contracts/api/users.ts';
import type { Clock } from '../api-people.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { createPerson, findByTelegramId } from '../people.ts';
import { pageOf } from './page.ts';

export const apiUserIndexes: readonly Index[] = [
  {
    collection: 'users',
    keys: { company_id: 1, _id: -1 },
    options: { name: 'people_of_company' },
    guards: 'a page of a company’s people reads everybody',
  },
];

export function createApiUsers(db: Db, now: Clock): Users {
  const { users, bookings } = collections(db);
  const known = { erased_at: { $exists: false } };
  return {
    async page(company, { allowed, role, ...page }) {
      const wanted = {
        ...(allowed === undefined ? {} : { allowed }),
        ...(role === undefined ? {} : { roles: role }),
      };
      const found = await pageOf(users, { company_id: company, ...known, ...wanted }, page);
      return { ...found, rows: found.rows.map(bodyOf) };
    },
    async byId(company, user) {
      const row = await users.findOne({ _id: oid(user), company_id: company, ...known });
      return row ? bodyOf(row) : undefined;
    },
    async allow(company, { telegram_id, ...fields }) {
      const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const person = { ...named, telegram_id, company_id: company, roles: ['candidate' as const] };
      if (!(await findByTelegramId(db, telegram_id))) await createPerson(db, person, await now());
      const row = await users.findOneAndUpdate(
        { telegram_id, company_id: company },
        { $set: { ...named, allowed: true } },
        { returnDocument: 'after' },
      );
      return row ? bodyOf(row) : undefined;
    },
    async takeOff(company, user) {
      const row = await users.findOneAndUpdate(
        { _id: oid(user), company_id: company, ...known },
        { $set: { allowed: false } },
        { returnDocument: 'after' },
      );
      if (!row) return undefined;
      const left = { user_id: oid(user), active: true, status: 'booked' as const };
      return { user: bodyOf(row), bookings: await bookings.countDocuments(left) };
    },
  };
}

const bodyOf = (row: UserDoc): UserBody => ({
  user_id: row._id.toHexString(),
  telegram_id: row.telegram_id,
  username: row.username,
  first_name: row.first_name,
  last_name: row.last_name,
  phone: row.phone,
  roles: [...row.roles],
  allowed: row.allowed,
  lang: row.lang,
  reachable: row.reachable,
  created_at: row.created_at.toISOString(),
});
