import { type Db, type Filter, ObjectId } from 'mongodb';
import type { OnePerson, People, PeopleQuery, PersonRow } from '../../../admin/panel/ports/people.ts';
import { isObjectId, type UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
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

async function readPage(db: Db, company: string, query: PeopleQuery, most: number) {
  const { text, filter, after } = query;
  const found: PersonRow[] = [];
  let from = after !== undefined && isObjectId(after) ? new ObjectId(after) : undefined;
  // Who is booked stands with the bookings: people are looked through some at a time until the page is full.
  const some = filter === 'booked' || filter === 'not_booked' ? lookedThrough : most + 1;
  while (found.length <= most) {
    const next = await collections(db)
      .users.find({
        ...candidates(company),
        ...narrowed(filter),
        ...(from && { _id: { $lt: from } }),
        ...(text.trim() === '' ? {} : peopleLike(text.trim())),
      })
      .sort({ _id: -1 })
      .limit(some)
      .toArray();
    const rows = await personRows(db, next);
    found.push(...rows.filter(({ booked }) => isMeant(filter, booked)));
    from = next.at(-1)?._id;
    if (next.length < some) break;
  }
  const shown = found.slice(0, most);
  const last = shown.at(-1);
  return { rows: shown, ...(found.length > most && last ? { next: last.user_id } : {}) };
}

const lookedThrough = 200;

function isMeant(filter: PeopleQuery['filter'], booked: number): boolean {
  if (filter === 'booked') return booked > 0;
  return filter === 'not_booked' ? booked === 0 : true;
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
  const booked = await collections(db)
    .bookings.find(
      { user_id: { $in: found.map(({ _id }) => _id) }, active: true, status: 'booked' },
      { projection: { user_id: 1 } },
    )
    .toArray();
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
