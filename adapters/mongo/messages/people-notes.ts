import type { Db } from 'mongodb';
import type { PeopleNotes } from '../../../activities/messaging/ports.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';

export const createPeopleNotes = (db: Db): PeopleNotes => ({
  async reachable(telegramId, reachable) {
    const when = new Date();
    await db.collection('users').updateOne(
      {
        telegram_id: telegramId,
        reachable: { $ne: reachable },
        $or: [{ reachable_at: null }, { reachable_at: { $lt: when } }],
      },
      { $set: { reachable, reachable_at: when } },
    );
  },
  async informed({ event_id, user_id }, informed) {
    const { bookings } = collections(db);
    const theirs = { event_id: oid(event_id), user_id: oid(user_id) };
    const latest = await bookings.findOne(theirs, { projection: { _id: 1 }, sort: { created_at: -1 } });
    if (latest) await bookings.updateOne({ _id: latest._id }, { $set: { informed } });
  },
});
