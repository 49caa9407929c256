import type { Db } from 'mongodb';
import type { PeopleNotes } from '../../../activities/messaging/ports.ts';

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
});
