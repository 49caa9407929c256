import type { Db } from 'mongodb';
import type { WishDeps } from '../../activities/wishes/activities.ts';
import { collections } from './collections.ts';
import { oid } from './ids.ts';
import type { Index } from './indexes.ts';
import { setWaitsForReason } from './people.ts';

export const wishIndexes: readonly Index[] = [
  {
    collection: 'slot_wishes',
    keys: { event_id: 1, user_id: 1 },
    options: { name: 'one_wish_per_person', unique: true },
    guards: 'one person could be told twice of the same free slot',
  },
];

export const createWishes = (db: Db, now: () => Promise<number>): WishDeps['wishes'] => ({
  async note({ event_id, user_id }) {
    await collections(db).wishes.updateOne(
      { event_id: oid(event_id), user_id: oid(user_id) },
      { $setOnInsert: { created_at: new Date(await now()), told_at: null } },
      { upsert: true },
    );
  },
});

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
