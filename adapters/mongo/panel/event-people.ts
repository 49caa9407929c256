import type { Db, ObjectId } from 'mongodb';
import type { People } from '../../../admin/panel/ports/event-desk.ts';
import type { EventId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import { oid } from '../ids.ts';
import { namesOf } from './names.ts';

/** So many are named; the others are counted. */
const mostNamed = 20;

/** Who has a seat ahead, read slot by slot: however many there are, only the first few are kept. */
export async function seated(
  db: Db,
  event: EventId,
  now: number,
  counts: (user: string) => boolean,
): Promise<People> {
  const ahead = {
    event_id: oid(event),
    starts_at: { $gt: new Date(now) },
    'booked_users.0': { $exists: true },
  };
  const found = collections(db)
    .slots.find(ahead, { projection: { booked_users: 1 } })
    .sort({ starts_at: 1 });
  const first: ObjectId[] = [];
  let count = 0;
  for await (const { booked_users: users } of found) {
    const theirs = users.filter((id) => counts(id.toHexString()));
    count += theirs.length;
    first.push(...theirs.slice(0, mostNamed - first.length));
  }
  return { count, names: await named(db, first) };
}

/** Whoever confirmed a time once, or is choosing now: what they did is kept. */
export async function everBooked(db: Db, event: EventId): Promise<People> {
  const { bookings } = collections(db);
  // The event stands alone in the first step: the embedded engine reads everything where it finds an "or" beside it.
  const theirs = [
    { $match: { event_id: oid(event) } },
    { $match: { $or: [{ number: { $ne: null } }, { active: true }] } },
  ];
  const [[counted], first] = await Promise.all([
    bookings.aggregate<{ readonly count: number }>([...theirs, { $count: 'count' }]).toArray(),
    bookings
      .aggregate<Pick<BookingDoc, 'user_id'>>([
        ...theirs,
        { $limit: mostNamed },
        { $project: { user_id: 1 } },
      ])
      .toArray(),
  ]);
  return {
    count: counted?.count ?? 0,
    names: await named(
      db,
      first.map((row) => row.user_id),
    ),
  };
}

async function named(db: Db, ids: readonly ObjectId[]): Promise<readonly string[]> {
  const names = await namesOf(db, ids);
  return ids.map((id) => names.get(id.toHexString())?.name ?? '');
}
