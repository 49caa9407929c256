import { type Db, type Filter, ObjectId } from 'mongodb';
import type { BookingQuery, BookingRow } from '../../../admin/panel/ports/bookings.ts';
import type { Page } from '../../../admin/panel/ports/page.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import { asBookingId, asEventId, asUserId, oid } from '../ids.ts';
import { partsOf } from '../in-parts.ts';
import { namesOf, titlesOf } from './names.ts';
import { peopleLike } from './people-like.ts';

/** More people of one name than this nobody looks through. */
const mostPeople = 500;

/** Every number has a hyphen: what has neither that nor a digit is a name. */
const mayBeNumber = /[\d-]/;

/** Bookings of a company, the newest first, a page at a time. */
export async function readBookings(
  db: Db,
  company: string,
  query: BookingQuery,
  most: number,
): Promise<Page<BookingRow>> {
  const found = await newest(db, await filtersOf(db, company, query), most + 1);
  const rows = await rowsOf(db, found.slice(0, most));
  const last = rows.at(-1);
  return { rows, ...(found.length > most && last ? { next: last.booking_id } : {}) };
}

/** Of what fits any of these. Each is asked for by its own index; one question with an "or" may use none. */
async function newest(
  db: Db,
  filters: readonly Filter<BookingDoc>[],
  most: number,
): Promise<readonly BookingDoc[]> {
  const { bookings } = collections(db);
  const found = await Promise.all(
    filters.map((filter) => bookings.find(filter).sort({ _id: -1 }).limit(most).toArray()),
  );
  const each = new Map(found.flat().map((row) => [row._id.toHexString(), row]));
  return [...each]
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, most)
    .map(([, row]) => row);
}

async function filtersOf(
  db: Db,
  company: string,
  { event, status, text, after }: BookingQuery,
): Promise<readonly Filter<BookingDoc>[]> {
  const typed = text.trim();
  const others: Filter<BookingDoc> = {
    ...(event === undefined ? {} : { event_id: oid(event) }),
    ...(status === undefined ? {} : { status }),
    company_id: company,
    ...(after !== undefined && isObjectId(after) ? { _id: { $lt: new ObjectId(after) } } : {}),
  };
  if (typed === '') return [others];
  const people = await idsLike(db, company, typed);
  return [
    ...(mayBeNumber.test(typed) ? [{ number: typed.toUpperCase(), ...others }] : []),
    ...partsOf(people).map((some) => ({ user_id: { $in: some }, ...others })),
  ];
}

async function idsLike(db: Db, company: string, typed: string): Promise<ObjectId[]> {
  const people = await collections(db)
    .users.find({ company_id: company, ...peopleLike(typed) }, { projection: { _id: 1 } })
    .limit(mostPeople)
    .toArray();
  return people.map(({ _id }) => _id);
}

export async function rowsOf(db: Db, found: readonly BookingDoc[]): Promise<BookingRow[]> {
  const [people, titleOf] = await Promise.all([
    namesOf(
      db,
      found.map((row) => row.user_id),
    ),
    titlesOf(
      db,
      found.map((row) => row.event_id),
    ),
  ]);
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
