import type { Db } from 'mongodb';
import type { Announcements } from '../../../activities/messaging/ports.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';

export const createAnnouncements = (db: Db): Announcements => ({
  async handOver(user, messageId) {
    const { recipients } = collections(db);
    const which = { user_id: oid(user), message_id: messageId };
    const taken = await recipients.updateOne(
      { ...which, owner: 'broadcast' },
      { $set: { owner: 'booking' } },
    );
    if (taken.matchedCount > 0) return 'yours';
    const gone = await recipients.findOne({ ...which, owner: 'recalled' }, { projection: { _id: 1 } });
    return gone ? 'recalled' : 'yours';
  },
});
