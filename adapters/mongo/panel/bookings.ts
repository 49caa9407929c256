import { type Db, type Filter, ObjectId } from 'mongodb';
import type { BookingQuery, BookingRow } from '../../../admin/panel/ports/bookings.ts';
import type { Page } from '../../../admin/panel/ports/page.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import { asBookingId, asEventId, asUserId, oid } from '../ids.ts';
import { namesOf, titlesOf } from './names.ts';
import { peopleLike } from './people-like.ts';

/** More people of one name than this nobody looks through. */
const mostPeople = 500;

/** Bookings of a company, the newest first, a page at a time. */
export async function readBookings(
  db: Db,
  company: string,
  query: BookingQuery,
  most: number,
): Promise<Page<BookingRow>> {
  const found = await collections(db)
    .bookings.find(await filterOf(db, company, query))
    .sort({ _id: -1 })
    .limit(most + 1)
    .toArray();
  const rows = await rowsOf(db, found.slice(0, most));
  const last = rows.at(-1);
  return { rows, ...(found.length > most && last ? { next: last.booking_id } : {}) };
}

async function filterOf(
  db: Db,
  company: string,
  { event, status, text, after }: BookingQuery,
): Promise<Filter<BookingDoc>> {
  const typed = text.trim();
  const anyOf = async () => [
    { number: typed.toUpperCase() },
    { user_id: { $in: await idsLike(db, company, typed) } },
  ];
  return {
    company_id: company,
    ...(event === undefined ? {} : { event_id: oid(event) }),
    ...(status === undefined ? {} : { status }),
    ...(after !== undefined && isObjectId(after) ? { _id: { $lt: new ObjectId(after) } } : {}),
    ...(typed === '' ? {} : { $or: await anyOf() }),
  };
}

async function idsLike(db: Db, company: string, typed: string): Promise<ObjectId[]> {
  const people = await collections(db)
    .users.find({ company_id: company, ...peopleLike(typed) }, { projection: { _id: 1 } })
    .limit(mostPeople)
    .toArray();
  return people.map(({ _id }) => _id);
}

export async function rowsOf(db: Db, found: readonly BookingDoc[]): Promise<BookingRow[]> {
  const people = await namesOf(
    db,
    found.map((row) => row.user_id),
  );
  const titleOf = await titlesOf(
    db,
    found.map((row) => row.event_id),
  );
  return found.map((row) => {
    const person = people.get(row.user_id.toHexString());
    return {
      booking_id: asBookingId(row._id),
      event_id: asEventId(row.event_id),
      user_id: asUserId(row.user_id),
      event: titleOf.get(row.event_id.toHexString()) ?? '',
      number: row.number,
      name: person?.name ?? '',
      username: person?.username ?? null,
      telegram_id: person?.telegram_id ?? null,
      status: row.status,
      starts_at: row.starts_at?.getTime() ?? null,
      location: row.location,
      room: row.audience,
    };
  });
}
