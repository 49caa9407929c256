import { type Db, type Filter, ObjectId } from 'mongodb';
import type { Concerns, Whom } from '../../../admin/ports/concerns.ts';
import type { ProjectBody } from '../../../contracts/api/projects.ts';
import type { Clock } from '../api-people.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import type { EventDoc } from '../documents/event.ts';
import { eventsOf } from '../events.ts';
import { asUserId, oid } from '../ids.ts';
import { rowsOf } from '../panel/bookings.ts';
import { findByTelegramId, findPerson } from '../people.ts';
import { pageByTime } from './page.ts';

export function createConcerns(db: Db, now: Clock): Concerns {
  const { bookings, events } = collections(db);
  return {
    async whom({ telegram_id, user_id }, company) {
      const row = user_id === undefined ? await byAccount(db, telegram_id) : await findPerson(db, user_id);
      if (!row || row.erased_at || (company !== null && row.company_id !== company)) return undefined;
      const roles = row.roles.filter((role) => role !== 'candidate');
      return {
        user_id: asUserId(row._id),
        company_id: row.company_id,
        roles: row.allowed ? ['candidate', ...roles] : roles,
      };
    },
    async projects(whom, page) {
      const own = await bookings.find({ user_id: oid(whom.user_id) }).toArray();
      const bookingIn = newestOf(own);
      const theirs = seesAll(whom)
        ? { company_id: whom.company_id }
        : { _id: { $in: await idsOf(db, whom, [...bookingIn.keys()]) } };
      const filter: Filter<EventDoc> = { ...theirs, status: { $ne: 'archived' } };
      const found = await pageByTime(events, filter, page, { field: 'created_at', first: 'newest' });
      return {
        ...found,
        rows: found.rows.map((row) => projectOf(row, bookingIn.get(row._id.toHexString()))),
      };
    },
    async running({ company, user, most }) {
      const whose = { company_id: company, active: true, ...(user && { user_id: oid(user) }) };
      const booked = { ...whose, status: 'booked' as const };
      const pending = { ...whose, status: 'pending' as const };
      const at = new Date(await now());
      const [choosing, ahead, over, first] = await Promise.all([
        bookings.countDocuments(pending),
        bookings.countDocuments({ ...booked, starts_at: { $gt: at } }),
        bookings.countDocuments({ ...booked, starts_at: { $lte: at } }),
        bookings.find(booked).sort({ starts_at: 1, _id: 1 }).limit(most).toArray(),
      ]);
      const room = most - first.length;
      const rest = room > 0 ? await bookings.find(pending).sort({ _id: 1 }).limit(room).toArray() : [];
      const named = await rowsOf(db, [...first, ...rest]);
      return { choosing, ahead, over, items: named.flatMap(taskOf) };
    },
  };
}

const byAccount = async (db: Db, account: number | undefined) =>
  account === undefined ? null : findByTelegramId(db, account);

const seesAll = ({ roles }: Whom): boolean => roles.includes('admin') || roles.includes('viewer');

/** Events of a candidate by the rule their commands follow, and those a specialist has a slot in. */
async function idsOf(db: Db, { user_id, company_id, roles }: Whom, booked: readonly string[]) {
  const open = roles.includes('candidate') ? await eventsOf(db, { _id: oid(user_id), company_id }) : [];
  const led = roles.includes('specialist')
    ? await collections(db)
        .slots.find({ specialist_id: oid(user_id) }, { projection: { event_id: 1 } })
        .toArray()
    : [];
  const all = [
    ...open.map(({ event_id }) => String(event_id)),
    ...led.map(({ event_id }) => event_id.toHexString()),
    ...booked,
  ];
  return [...new Set(all)].map((id) => new ObjectId(id));
}

/** By event: the booking that goes on, else the newest that took place. */
function newestOf(rows: readonly BookingDoc[]): ReadonlyMap<string, BookingDoc> {
  const shown = rows.filter(({ active, status }) => active || status === 'done' || status === 'no_show');
  const inOrder = shown.toSorted(
    (one, other) =>
      Number(one.active) - Number(other.active) || one.created_at.getTime() - other.created_at.getTime(),
  );
  return new Map(inOrder.map((row) => [row.event_id.toHexString(), row]));
}

const projectOf = ({ _id, title, status }: EventDoc, row: BookingDoc | undefined): ProjectBody => ({
  event_id: _id.toHexString(),
  title,
  status,
  booking: row
    ? {
        booking_id: row._id.toHexString(),
        number: row.number,
        status: row.status,
        starts_at: row.starts_at?.toISOString() ?? null,
        location: row.location,
        audience: row.audience,
      }
    : null,
});

type Named = Awaited<ReturnType<typeof rowsOf>>[number];

const taskOf = ({ username: _username, telegram_id: _account, room, status, starts_at, ...row }: Named) =>
  status === 'pending' || status === 'booked'
    ? [
        {
          ...row,
          status,
          starts_at: starts_at === null ? null : new Date(starts_at).toISOString(),
          audience: room,
        },
      ]
    : [];
