import type { Db, Filter } from 'mongodb';
import type { Bookings, ExportedBooking } from '../../../admin/ports/bookings.ts';
import type { BookingFilter, FullBooking } from '../../../contracts/api/booking-resource.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { type Named, namesOf, titlesOf } from '../panel/names.ts';
import { findByTelegramId } from '../people.ts';
import { pageOf } from './page.ts';

export const apiFullBookingIndexes: readonly Index[] = [
  {
    collection: 'bookings',
    keys: { company_id: 1, _id: -1 },
    options: { name: 'bookings_of_company' },
    guards: 'a page of a company’s bookings reads every booking ever made',
  },
];

export function createApiBookings(db: Db): Bookings {
  const { bookings } = collections(db);
  const people = (rows: readonly BookingDoc[]) =>
    namesOf(
      db,
      rows.map((row) => row.user_id),
    );
  const found = async (company: string, filter: BookingFilter, page: Parameters<Bookings['page']>[2]) =>
    pageOf(bookings, await filterOf(db, company, filter), page);
  return {
    async page(company, filter, page) {
      const { rows, ...more } = await found(company, filter, page);
      const names = await people(rows);
      return { ...more, rows: rows.map((row) => bodyOf(row, names)) };
    },
    async byId(company, booking) {
      const row = await bookings.findOne({ _id: oid(booking), company_id: company });
      return row ? bodyOf(row, await people([row])) : undefined;
    },
    async exported(company, filter, page) {
      const { rows, ...more } = await found(company, filter, page);
      const [names, titles] = await Promise.all([
        people(rows),
        titlesOf(
          db,
          rows.map((row) => row.event_id),
        ),
      ]);
      return { ...more, rows: rows.map((row) => lineOf(row, names, titles)) };
    },
  };
}

async function filterOf(db: Db, company: string, filter: BookingFilter): Promise<Filter<BookingDoc>> {
  const { event_id, slot_id, user_id, telegram_id, status, number, from, to } = filter;
  const person = telegram_id === undefined ? undefined : await findByTelegramId(db, telegram_id);
  const begins = {
    ...(from === undefined ? {} : { $gte: new Date(from) }),
    ...(to === undefined ? {} : { $lt: new Date(to) }),
  };
  const whose = [
    ...(user_id === undefined ? [] : [{ user_id: oid(user_id) }]),
    // An account nobody has matches nothing, not everything.
    ...(telegram_id === undefined ? [] : [{ user_id: { $in: person ? [person._id] : [] } }]),
  ];
  return {
    company_id: company,
    ...(event_id === undefined ? {} : { event_id: oid(event_id) }),
    ...(slot_id === undefined ? {} : { slot_id: oid(slot_id) }),
    ...(status === undefined ? {} : { status }),
    ...(number === undefined ? {} : { number }),
    ...(from === undefined && to === undefined ? {} : { starts_at: begins }),
    ...(whose.length === 0 ? {} : { $and: whose }),
  };
}

type Names = ReadonlyMap<string, Named>;

const bodyOf = (row: BookingDoc, names: Names): FullBooking => ({
  booking_id: row._id.toHexString(),
  number: row.number,
  status: row.status,
  rev: row.rev,
  event_id: row.event_id.toHexString(),
  user_id: row.user_id.toHexString(),
  telegram_id: names.get(row.user_id.toHexString())?.telegram_id ?? null,
  slot_id: row.slot_id?.toHexString() ?? null,
  date: row.date ? dayOf(row.date.getTime()) : null,
  time: row.time,
  starts_at: row.starts_at?.toISOString() ?? null,
  location: row.location,
  audience: row.audience,
  moves: row.moves,
  reply: row.reply?.value ?? null,
  arrived_at: row.arrived_at?.toISOString() ?? null,
  outcome: row.outcome?.value ?? null,
  cancelled: row.cancelled && {
    by: row.cancelled.by.role,
    reason: row.cancelled.reason,
    at: row.cancelled.at.toISOString(),
  },
  informed: row.informed === 'switched_off' ? false : row.informed,
  told_off: row.informed === 'switched_off',
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

function lineOf(row: BookingDoc, names: Names, titles: ReadonlyMap<string, string>): ExportedBooking {
  const person = names.get(row.user_id.toHexString());
  return {
    booking_id: row._id.toHexString(),
    number: row.number,
    status: row.status,
    name: person?.name ?? '',
    username: person?.username ?? null,
    telegram_id: person?.telegram_id ?? null,
    event: titles.get(row.event_id.toHexString()) ?? '',
    starts_at: row.starts_at?.getTime() ?? null,
    location: row.location,
    room: row.audience,
  };
}
