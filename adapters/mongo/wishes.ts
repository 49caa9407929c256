import type { Db, ObjectId } from 'mongodb';
import type { Whose } from '../../activities/booking/orders.ts';
import type { WishDeps, Wishes } from '../../activities/wishes/ports.ts';
import type { Opening } from '../../contracts/workflows/wishes.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import { collections } from './collections.ts';
import type { SlotWishDoc } from './documents/small.ts';
import { asUserId, oid } from './ids.ts';
import type { Index } from './indexes.ts';
import { setWaitsForReason } from './people.ts';
import { bookableAt, bookableFor } from './seats/free.ts';

export const wishIndexes: readonly Index[] = [
  {
    collection: 'slot_wishes',
    keys: { event_id: 1, user_id: 1 },
    options: { name: 'one_wish_per_person', unique: true },
    guards: 'one person could be told twice of the same free slot',
  },
  {
    collection: 'slot_wishes',
    keys: { event_id: 1, created_at: 1 },
    options: { name: 'wishes_oldest_first' },
    guards: 'every free seat reads and sorts every wish of its event',
  },
  {
    collection: 'slot_wishes',
    keys: { user_id: 1 },
    options: { name: 'wishes_of_person' },
    guards: 'one person’s wishes are looked for among everybody’s, to be shown to them or forgotten',
  },
];

const hourMs = 3_600_000;

export const anybodyWishes = async (db: Db, event: EventId): Promise<boolean> =>
  (await collections(db).wishes.findOne({ event_id: oid(event) }, { projection: { _id: 1 } })) !== null;

export function createWishes(db: Db): Wishes {
  const { wishes, slots } = collections(db);
  const of = ({ event_id, key }: Opening) => ({ event_id: oid(event_id), told_key: key });
  return {
    async note(whose, now) {
      const which = { event_id: oid(whose.event_id), user_id: oid(whose.user_id) };
      for (const over of await Promise.all([lastBookedAt(db, whose), stoppedAt(db, which.user_id)]))
        if (over) await wishes.deleteOne({ ...which, created_at: { $lte: over } });
      const fresh = { created_at: new Date(now), told_at: null, told_key: null, told_done: false };
      await wishes.updateOne(which, { $setOnInsert: fresh }, { upsert: true });
    },
    async freeSeats(opening, now) {
      const filter = { event_id: oid(opening.event_id), ...bookableAt(now), ...within(opening) };
      const fields = { max_users: 1, booked_users: 1 } as const;
      const found = await slots.find(filter, { projection: fields }).toArray();
      return found.reduce((sum, slot) => sum + slot.max_users - slot.booked_users.length, 0);
    },
    async chosen(opening) {
      const rows = await wishes.find(of(opening), { projection: { user_id: 1, told_done: 1 } }).toArray();
      const untold = rows.filter((row) => !row.told_done).map((row) => asUserId(row.user_id));
      return { count: rows.length, untold };
    },
    choose: (opening, most, now) => choose(db, opening, most, now),
    async told(opening, user) {
      await wishes.updateOne({ ...of(opening), user_id: oid(user) }, { $set: { told_done: true } });
    },
  };
}

const within = ({ slots }: Opening) => (slots === null ? {} : { _id: { $in: slots.map(oid) } });

async function choose(db: Db, opening: Opening, most: number, now: number): Promise<readonly UserId[]> {
  const { wishes } = collections(db);
  const silentSince = { $or: [{ told_at: null }, { told_at: { $lte: new Date(now - hourMs) } }] };
  const someoneElse = opening.by === null ? {} : { user_id: { $ne: oid(opening.by) } };
  const waiting = wishes
    .find({ event_id: oid(opening.event_id), ...someoneElse, ...silentSince })
    .sort({ created_at: 1, _id: 1 });
  const chosen: UserId[] = [];
  for await (const wish of waiting) {
    if (chosen.length === most) break;
    if (!(await stillWants(db, opening, wish, now))) continue;
    // Only while nobody else has chosen them for something else.
    const still = { _id: wish._id, told_at: wish.told_at };
    const set = { told_at: new Date(now), told_key: opening.key, told_done: false };
    if ((await wishes.updateOne(still, { $set: set })).matchedCount === 1)
      chosen.push(asUserId(wish.user_id));
  }
  return chosen;
}

/** Not booked, holding nothing, allowed, reachable, not silenced since they asked, and one of the free seats is open to them. */
async function stillWants(db: Db, opening: Opening, wish: SlotWishDoc, now: number): Promise<boolean> {
  const { users, bookings, slots, wishes } = collections(db);
  const { event_id, user_id } = wish;
  const open = { ...bookableFor(event_id, user_id, now), ...within(opening) };
  const [person, active, booked, slot] = await Promise.all([
    users.findOne(
      { _id: user_id },
      {
        projection: { allowed: 1, broadcasts_off: 1, broadcasts_off_at: 1, telegram_id: 1, reachable: 1 },
      },
    ),
    bookings.findOne({ event_id, user_id, active: true }, { projection: { status: 1, holds: 1 } }),
    lastBookedAt(db, { event_id: opening.event_id, user_id: asUserId(user_id) }),
    slots.findOne(open, { projection: { _id: 1 } }),
  ]);
  // A booking ends the wish.
  if (booked && booked >= wish.created_at) {
    await wishes.deleteOne({ _id: wish._id, created_at: wish.created_at });
    return false;
  }
  if (!person?.allowed || person.telegram_id === null) return false;
  const silenced = person.broadcasts_off_at ?? now;
  if (person.broadcasts_off && wish.created_at <= silenced) return false;
  if (person.reachable === 'blocked' || active?.status === 'booked') return false;
  return slot !== null && (active?.holds.length ?? 0) === 0;
}

async function stoppedAt(db: Db, user: ObjectId): Promise<Date | null> {
  const row = await collections(db).users.findOne({ _id: user }, { projection: { broadcasts_off_at: 1 } });
  return row?.broadcasts_off_at ?? null;
}

async function lastBookedAt(db: Db, { event_id, user_id }: Whose): Promise<Date | null> {
  const [last] = await collections(db)
    .bookings.find(
      { event_id: oid(event_id), user_id: oid(user_id), booked_at: { $ne: null } },
      { projection: { booked_at: 1 } },
    )
    .sort({ booked_at: -1 })
    .limit(1)
    .toArray();
  return last?.booked_at ?? null;
}

/** Who somebody is was remembered for ten minutes, and this is a part of it. */
export const createReasonWait =
  (db: Db, forgetIdentity: (telegramId: number) => Promise<void>): WishDeps['waitForReason'] =>
  async (user, wait) => {
    await setWaitsForReason(db, user, wait);
    const person = await collections(db).users.findOne(
      { _id: oid(user) },
      { projection: { telegram_id: 1 } },
    );
    if (person?.telegram_id != null) await forgetIdentity(person.telegram_id);
  };
