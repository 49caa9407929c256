import type { Db, Filter, ObjectId } from 'mongodb';
import type { Member, Team } from '../../../admin/panel/ports/team.ts';
import { staffRoles } from '../../../core/staff/role-change.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { nameOf } from '../panel/names.ts';
import { createPerson, findByTelegramId } from '../people.ts';
import { changeRole } from './change-role.ts';

export const teamIndexes: readonly Index[] = [
  {
    collection: 'users',
    keys: { company_id: 1, roles: 1 },
    options: { name: 'people_by_role' },
    guards: 'the few who work here are looked for among all candidates',
  },
  {
    collection: 'sign_in_links',
    keys: { user_id: 1 },
    options: { name: 'links_of_person' },
    guards: 'making one person’s old links worthless reads everybody’s',
  },
];

/** Who works here: people with a staff role, of one company. */
export const createTeam = (db: Db): Team => ({
  list: (company) => read(db, { company_id: company }),
  async member(company, user) {
    return (await read(db, { company_id: company, _id: oid(user) }))[0];
  },
  async invite(company, { name, username, telegram_id, role }, at) {
    const named = { first_name: name, username, roles: [role] };
    const known = telegram_id === null ? null : await findByTelegramId(db, telegram_id);
    if (!known) {
      const made = await createPerson(db, { ...named, company_id: company, telegram_id, allowed: false }, at);
      return made ? { user_id: made } : 'taken';
    }
    if (known.company_id !== company || staffRoles.some((one) => known.roles.includes(one))) return 'taken';
    await collections(db).users.updateOne({ _id: known._id }, { $addToSet: { roles: role } });
    return { user_id: asUserId(known._id) };
  },
  change: (company, user, to) => changeRole(db, company, user, to),
});

async function read(db: Db, filter: Filter<UserDoc>): Promise<Member[]> {
  const { users, credentials, sessions, signInLinks } = collections(db);
  const all = await users
    .find({ ...filter, roles: { $in: [...staffRoles] } })
    .sort({ created_at: 1 })
    .toArray();
  const found = all.filter(({ erased_at: erased }) => erased === undefined);
  const mine = { user_id: { $in: found.map(({ _id }) => _id) } };
  const [logins, seen, links] = await Promise.all([
    credentials.find({ _id: mine.user_id }, { projection: { login: 1 } }).toArray(),
    sessions
      .aggregate<{ _id: ObjectId; at: Date }>([
        { $match: mine },
        { $group: { _id: '$user_id', at: { $max: '$seen_at' } } },
      ])
      .toArray(),
    signInLinks.find({ ...mine, used_at: null, expires_at: { $gt: new Date() } }).toArray(),
  ]);
  const loginOf = new Map(logins.map(({ _id, login }) => [_id.toHexString(), login]));
  const seenAt = new Map(seen.map(({ _id, at }) => [_id.toHexString(), at.getTime()]));
  const until = new Map(links.map(({ user_id, expires_at: at }) => [user_id.toHexString(), at.getTime()]));
  return found.flatMap((person) => {
    const role = staffRoles.find((one) => person.roles.includes(one));
    const id = person._id.toHexString();
    return role
      ? [
          {
            user_id: asUserId(person._id),
            name: nameOf(person),
            username: person.username,
            telegram_id: person.telegram_id,
            role,
            login: loginOf.get(id) ?? null,
            seen_at: seenAt.get(id) ?? null,
            link_until: until.get(id) ?? null,
          },
        ]
      : [];
  });
}
