import type { Db, ObjectId } from 'mongodb';
import type { NoticeDeps } from '../../../activities/notices/ports.ts';
import { collections } from '../collections.ts';
import { asUserId, oid } from '../ids.ts';

/** More in one pass than these are the next pass's: a group takes twenty messages a minute. */
const mostAtOnce = 20;

/** Whose words are left behind, and that they were woken for them. Without a group there is nowhere to carry them. */
export function createUncarried(db: Db): Pick<NoticeDeps['unsent'], 'uncarriedOf' | 'notBefore'> {
  const { conversationMessages: messages, staffGroups } = collections(db);
  return {
    async uncarriedOf(before, now) {
      const groups = await staffGroups.distinct('_id', { chat_id: { $exists: true } });
      if (groups.length === 0) return [];
      const found = await messages
        .aggregate<{ readonly _id: ObjectId; readonly times: number }>([
          {
            $match: {
              uncarried: { $exists: true },
              company_id: { $in: groups },
              at: { $lt: new Date(before) },
              'carry_woken.again_at': { $not: { $gt: new Date(now) } },
            },
          },
          { $group: { _id: '$uncarried', times: { $max: { $ifNull: ['$carry_woken.times', 0] } } } },
          { $limit: mostAtOnce },
        ])
        .toArray();
      return found.map(({ _id, times }) => ({ user: asUserId(_id), times }));
    },
    async notBefore({ user, times }, again) {
      const carry_woken = { times: times + 1, again_at: new Date(again) };
      await messages.updateMany({ uncarried: oid(user) }, { $set: { carry_woken } });
    },
  };
}
