import { type Db, type Filter, ObjectId } from 'mongodb';
import type { Audience, Checked, StoredBroadcast } from '../../../activities/broadcast/ports.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import { type EventId, eventId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BroadcastRecipientDoc } from '../documents/broadcast.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
import { inParts } from '../in-parts.ts';

/** Small enough that the first are written to within a second. */
const pageSize = 200;

type At = { readonly after: string | null; readonly n: number };

/** One page of whoever it goes to, as rows of the ledger; those that are there already stay as they are. */
export async function resolveAudience(db: Db, broadcast: StoredBroadcast, at: At): Promise<At> {
  const { ids, after } =
    broadcast.command.target === 'list' ? await listed(db, broadcast, at) : await unbooked(db, broadcast, at);
  const { recipients } = collections(db);
  const idOf = (user: ObjectId) => `${broadcast.broadcast_id}:${user.toHexString()}`;
  const known = await recipients.find({ _id: { $in: ids.map(idOf) } }, { projection: { n: 1 } }).toArray();
  const there = new Set(known.map(({ _id }) => _id));
  const rows = ids.map(
    (user_id, index): BroadcastRecipientDoc => ({
      _id: idOf(user_id),
      broadcast_id: new ObjectId(broadcast.broadcast_id),
      user_id,
      company_id: broadcast.company_id,
      n: at.n + index,
      state: 'waiting',
      reason: null,
      owner: 'broadcast',
      message_id: null,
      claim: null,
      taken_back: false,
      created_at: new Date(),
      settled_at: null,
    }),
  );
  const fresh = rows.filter(({ _id }) => !there.has(_id));
  if (fresh.length > 0) await recipients.insertMany(fresh);
  // A page that is read again may be shorter: what has a number already keeps it, and is within them.
  const n = known.reduce((most, row) => Math.max(most, row.n + 1), at.n + ids.length);
  return { after, n };
}

type Found = { readonly ids: readonly ObjectId[]; readonly after: string | null };

async function listed(db: Db, { broadcast_id }: StoredBroadcast, { after }: At): Promise<Found> {
  const row = await collections(db).broadcasts.findOne(
    { _id: new ObjectId(broadcast_id) },
    { projection: { people: 1 } },
  );
  const people = row?.people ?? [];
  const from = Number(after ?? 0);
  const ids = people.slice(from, from + pageSize);
  const end = from + ids.length;
  return { ids, after: end < people.length ? String(end) : null };
}

/** Everyone who may book in an event that is open to the whole list. */
export const onTheList = (company: string): Filter<UserDoc> => ({
  company_id: company,
  allowed: true,
  roles: 'candidate',
});

/** By their ids alone: asked for the company too, the embedded engine would read everybody of it. */
export async function peopleNamed(
  db: Db,
  company: string,
  names: readonly ObjectId[],
): Promise<readonly CheckedFields[]> {
  const found = await inParts(names, (some) =>
    collections(db)
      .users.find({ _id: { $in: some } }, { projection: { ...checkedFields, company_id: 1 } })
      .toArray(),
  );
  return found.filter(({ company_id }) => company_id === company);
}

/** Those of them whom an event names. */
export const namedOnTheList = async (
  db: Db,
  company: string,
  names: readonly ObjectId[],
): Promise<readonly CheckedFields[]> =>
  (await peopleNamed(db, company, names)).filter(
    ({ allowed, roles }) => allowed && roles.includes('candidate'),
  );

/** Who has not booked yet: in the order of their ids, so that a page has an end to go on from. */
async function unbooked(db: Db, { command, company_id }: StoredBroadcast, { after }: At): Promise<Found> {
  const { events, users } = collections(db);
  const event = await events.findOne({ _id: oid(eventId(command.event_id ?? '')), company_id });
  if (!event) return { ids: [], after: null };
  const named = event.audience && pageOf(event.audience, after);
  const next = after === null ? {} : { _id: { $gt: new ObjectId(after) } };
  const page = named
    ? await namedOnTheList(db, company_id, named)
    : await users
        .find({ ...onTheList(company_id), ...next }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(pageSize)
        .toArray();
  const all = page.map(({ _id }) => _id);
  const booked = new Set((await bookedAmong(db, event._id, all)).map((id) => id.toHexString()));
  const read = named ?? all;
  const last = read.length === pageSize ? (read.at(-1)?.toHexString() ?? null) : null;
  return { ids: all.filter((id) => !booked.has(id.toHexString())), after: last };
}

/** Of those whom an event names: asking for all of them once a page would take as long as all pages. */
const pageOf = (audience: readonly ObjectId[], after: string | null): ObjectId[] =>
  audience
    .map((id) => id.toHexString())
    .filter((id) => after === null || id > after)
    .toSorted()
    .slice(0, pageSize)
    .map((id) => new ObjectId(id));

async function bookedAmong(
  db: Db,
  event: ObjectId,
  people: readonly ObjectId[],
): Promise<readonly ObjectId[]> {
  const filter = { event_id: event, user_id: { $in: [...people] }, active: true, status: 'booked' as const };
  const rows = await collections(db)
    .bookings.find(filter, { projection: { user_id: 1 } })
    .toArray();
  return rows.map(({ user_id }) => user_id);
}

export const checkedFields = {
  _id: 1,
  telegram_id: 1,
  allowed: 1,
  roles: 1,
  broadcasts_off: 1,
  reachable: 1,
  lang: 1,
  language_code: 1,
} as const;

export type CheckedFields = Pick<UserDoc, keyof typeof checkedFields>;

export const createAudience = (db: Db): Audience => ({
  async check(ids, event) {
    const some = ids.map(oid);
    const [people, standing] = await Promise.all([
      collections(db)
        .users.find({ _id: { $in: some } }, { projection: checkedFields })
        .toArray(),
      event === null ? () => null : standingIn(db, event, some),
    ]);
    return new Map(people.map((one) => [asUserId(one._id), checked(one, standing(one._id))]));
  },
});

type Standing = 'booked' | 'closed' | 'not_invited' | null;

/** Whatever the event: why this person hears nothing. */
export function passedOver(
  person: CheckedFields,
): 'not_allowed' | 'no_telegram' | 'quiet' | 'blocked' | null {
  if (!person.allowed && !person.roles.some((role) => role !== 'candidate')) return 'not_allowed';
  if (person.telegram_id === null) return 'no_telegram';
  if (person.broadcasts_off) return 'quiet';
  return person.reachable === 'blocked' ? 'blocked' : null;
}

function checked(person: CheckedFields, theirs: Standing): Checked {
  const why = passedOver(person);
  if (why !== null || person.telegram_id === null) return { ok: false, why: why ?? 'no_telegram' };
  if (theirs !== null) return { ok: false, why: theirs };
  const lang = langOf(person.lang, person.language_code);
  return { ok: true, chat: person.telegram_id, lang, reachable: person.reachable };
}

async function standingIn(
  db: Db,
  id: EventId,
  people: readonly ObjectId[],
): Promise<(user: ObjectId) => Standing> {
  const [event, ids] = await Promise.all([
    collections(db).events.findOne({ _id: oid(id) }, { projection: { status: 1, audience: 1 } }),
    bookedAmong(db, oid(id), people),
  ]);
  const booked = new Set(ids.map((user) => user.toHexString()));
  const invited = event?.audience && new Set(event.audience.map((user) => user.toHexString()));
  return (user) => {
    if (booked.has(user.toHexString())) return 'booked';
    if (event?.status !== 'open') return 'closed';
    return invited && !invited.has(user.toHexString()) ? 'not_invited' : null;
  };
}
