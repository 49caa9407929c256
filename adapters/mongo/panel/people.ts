import { type Db, type Filter, type FindCursor, ObjectId, type WithId } from 'mongodb';
import type { OnePerson, People, PeopleQuery, PersonRow } from '../../../admin/panel/ports/people.ts';
import { isObjectId, type UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
import { inParts } from '../in-parts.ts';
import { renewInvite } from '../people/allow-list.ts';
import { erase } from '../people/erase.ts';
import { everythingAbout } from '../people/everything.ts';
import { rowsOf } from './bookings.ts';
import { nameOf } from './names.ts';
import { peopleLike } from './people-like.ts';

const mostBookings = 200;

export const createPanelPeople = (db: Db): People => ({
  page: (company, query, most) => readPage(db, company, query, most),
  person: (company, user, now) => readPerson(db, company, user, now),
  async setAllowed(company, user, allowed) {
    const before = await collections(db).users.findOneAndUpdate(
      { ...candidates(company), _id: oid(user) },
      { $set: { allowed } },
      { returnDocument: 'before', projection: { allowed: 1, telegram_id: 1 } },
    );
    return before ? { was: before.allowed, telegram_id: before.telegram_id } : undefined;
  },
  async renewInvite(company, user, { token_hash, until }) {
    const known = await collections(db).users.countDocuments(
      { ...candidates(company), _id: oid(user), allowed: true },
      { limit: 1 },
    );
    return known > 0 && renewInvite(db, user, { token_hash, expires_at: new Date(until) });
  },
  async uninvited(company, after, most) {
    const found = await collections(db)
      .users.find({ ...uninvited(company), ...(after && { _id: { $gt: oid(after) } }) })
      .sort({ _id: 1 })
      .limit(most)
      .toArray();
    return found.map((row) => ({ user_id: asUserId(row._id), name: nameOf(row), phone: row.phone }));
  },
  countUninvited: (company) => collections(db).users.countDocuments(uninvited(company)),
  everythingAbout: everythingAbout(db),
  erase: erase(db),
});

const candidates = (company: string): Filter<UserDoc> => ({
  company_id: company,
  roles: 'candidate',
  erased_at: { $exists: false },
});
const uninvited = (company: string): Filter<UserDoc> => ({
  ...candidates(company),
  telegram_id: null,
  allowed: true,
});

async function readPage(db: Db, company: string, { text, filter, after }: PeopleQuery, most: number) {
  const all = collections(db)
    .users.find({
      ...candidates(company),
      ...narrowed(filter),
      ...(after !== undefined && isObjectId(after) ? { _id: { $lt: new ObjectId(after) } } : {}),
      ...(text.trim() === '' ? {} : peopleLike(text.trim())),
    })
    .sort({ _id: -1 });
  const found =
    filter === 'booked' || filter === 'not_booked'
      ? await lookedThrough(db, all, filter, most + 1)
      : await personRows(db, await all.limit(most + 1).toArray());
  const rows = found.slice(0, most);
  const last = rows.at(-1);
  return { rows, ...(found.length > most && last ? { next: last.user_id } : {}) };
}

/** So many at first, then twice as many each time: the few who are meant may be the last. */
const firstLook = 100;
const longestLook = 1_600;

/** Who is booked stands with the bookings: people are looked through, in one reading, until there are enough. */
async function lookedThrough(
  db: Db,
  people: FindCursor<WithId<UserDoc>>,
  filter: 'booked' | 'not_booked',
  most: number,
): Promise<PersonRow[]> {
  const found: PersonRow[] = [];
  let some: UserDoc[] = [];
  let enough = firstLook;
  const look = async () => {
    const rows = await personRows(db, some);
    found.push(...rows.filter(({ booked }) => booked > 0 === (filter === 'booked')));
    some = [];
    enough = Math.min(2 * enough, longestLook);
  };
  for await (const person of people.batchSize(firstLook)) {
    some.push(person);
    if (some.length < enough) continue;
    await look();
    if (found.length >= most) break;
  }
  if (found.length < most) await look();
  return found;
}

function narrowed(filter: PeopleQuery['filter']): Filter<UserDoc> {
  switch (filter) {
    case 'allowed':
      return { allowed: true };
    case 'blocked':
      return { allowed: false };
    case 'unreachable':
      return { reachable: 'blocked' };
    default:
      return {};
  }
}

async function personRows(db: Db, found: readonly UserDoc[]): Promise<PersonRow[]> {
  const ids = found.map(({ _id }) => _id);
  const booked = await inParts(ids, (some) =>
    collections(db)
      .bookings.find(
        { user_id: { $in: some }, active: true, status: 'booked' },
        { projection: { user_id: 1 } },
      )
      .toArray(),
  );
  const counts = Map.groupBy(booked, ({ user_id }) => user_id.toHexString());
  return found.map((row) => ({
    user_id: asUserId(row._id),
    name: nameOf(row),
    username: row.username,
    telegram_id: row.telegram_id,
    phone: row.phone,
    allowed: row.allowed,
    reachable: row.telegram_id === null ? 'no_account' : row.reachable,
    booked: counts.get(row._id.toHexString())?.length ?? 0,
  }));
}

async function readPerson(
  db: Db,
  company: string,
  user: UserId,
  now: number,
): Promise<OnePerson | undefined> {
  const { users, bookings } = collections(db);
  const found = await users.findOne({ ...candidates(company), _id: oid(user) });
  if (!found) return undefined;
  const [[row], theirs] = await Promise.all([
    personRows(db, [found]),
    bookings
      .find({ user_id: found._id, company_id: company })
      .sort({ _id: -1 })
      .limit(mostBookings)
      .toArray(),
  ]);
  if (!row) return undefined;
  const { invite } = found;
  const works = invite !== null && invite.used_at === null && invite.expires_at.getTime() > now;
  return {
    ...row,
    first_name: found.first_name,
    last_name: found.last_name,
    lang: found.lang,
    since: found.created_at.getTime(),
    quiet: found.broadcasts_off,
    invited_until: works ? invite.expires_at.getTime() : null,
    bookings: await rowsOf(db, theirs),
  };
}
