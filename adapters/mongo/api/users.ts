import type { Db } from 'mongodb';
import type { Users } from '../../../admin/ports/users.ts';
import type { AddUser, UserBody } from '../../../contracts/api/users.ts';
import { readPhone } from '../../../core/people/fields.ts';
import type { ImportedPerson } from '../../../core/people/import-row.ts';
import type { Clock } from '../api-people.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { compare, isByName } from '../panel/imports-compare.ts';
import { renewInvite } from '../people/allow-list.ts';
import { createPerson, findByTelegramId, newPersonDoc, withKey } from '../people.ts';
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
      if (telegram_id === undefined) return allowUnknown(db, company, fields, await now());
      const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const person = { ...named, telegram_id, company_id: company, roles: ['candidate' as const] };
      if (!(await findByTelegramId(db, telegram_id))) await createPerson(db, person, await now());
      const row = await users.findOneAndUpdate(
        { telegram_id, company_id: company },
        { $set: { ...withKey(named), allowed: true } },
        { returnDocument: 'after' },
      );
      return row ? bodyOf(row) : { refused: 'account_elsewhere' };
    },
    async invite(company, user, { token_hash, expires_at }) {
      const row = await users.findOne({ _id: oid(user), company_id: company, ...known });
      if (!row) return 'unknown_user';
      const made = await renewInvite(db, user, { token_hash, expires_at: new Date(expires_at) });
      return made ? 'made' : 'account_known';
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

/**
 * Whose account nobody knows yet: known as rows of an imported list are, but never by a name alone. There somebody sees
 * first whom a row would change; here two people of one name would be one.
 */
async function allowUnknown(
  db: Db,
  company: string,
  { phone, ...fields }: Omit<AddUser, 'telegram_id'>,
  at: number,
): Promise<UserBody | { readonly refused: 'unclear_person' }> {
  const given = { ...fields, ...(phone === undefined ? {} : { phone: readPhone(phone) ?? phone }) };
  const person = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as ImportedPerson;
  const { users } = collections(db);
  const added = newPersonDoc({ ...person, company_id: company }, at);
  if (isByName(person)) {
    await users.insertOne(added);
    return bodyOf(added);
  }
  const [row] = await compare(db, company, [{ line: 1, person }]);
  if (!row?.user_id) return { refused: 'unclear_person' };
  if (row.kind === 'new') await users.insertOne({ ...added, _id: row.user_id });
  const found = await users.findOneAndUpdate(
    { _id: row.user_id, company_id: company },
    { $set: { ...withKey(person), allowed: true } },
    { returnDocument: 'after' },
  );
  if (!found) throw new Error('somebody who was there a moment ago is gone');
  return bodyOf(found);
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
