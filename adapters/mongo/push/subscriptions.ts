import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import type { PushSubscriptions } from '../../../activities/push/ports.ts';
import type { PushSubscription } from '../../../core/push/subscription.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';

export const pushIndexes: readonly Index[] = [
  {
    collection: 'push_subscriptions',
    keys: { user_id: 1, created_at: 1 },
    options: { name: 'browsers_of_person' },
    guards: 'a message to one person reads everybody’s browsers',
  },
];

/** Of one person: who subscribes in more has forgotten the first. */
const most = 10;

/** The address itself tells one browser from another. */
const idOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex');

type Subscribing = {
  /** A browser that was somebody else’s is theirs now: one that is shared must not show the other’s interviews. */
  add(user: UserId, subscription: PushSubscription, now: number, visit?: string): Promise<void>;
  /** false: it was not theirs. */
  take(user: UserId, endpoint: string): Promise<boolean>;
  has(user: UserId): Promise<boolean>;
};

export function createPushSubscriptions(db: Db): PushSubscriptions & Subscribing {
  const { pushSubscriptions } = collections(db);
  return {
    async add(user, { endpoint, p256dh, auth }, now, visit) {
      const anew = {
        user_id: oid(user),
        endpoint,
        p256dh,
        auth,
        visit: visit ?? null,
        created_at: new Date(now),
      };
      await pushSubscriptions.updateOne(
        { _id: idOf(endpoint) },
        { $set: { ...anew, ok_at: null, failures: 0 } },
        { upsert: true },
      );
      const theirs = await pushSubscriptions
        .find({ user_id: oid(user) }, { projection: { _id: 1 } })
        .sort({ created_at: -1 })
        .skip(most)
        .toArray();
      if (theirs.length > 0)
        await pushSubscriptions.deleteMany({ _id: { $in: theirs.map(({ _id }) => _id) } });
    },
    async take(user, endpoint) {
      const done = await pushSubscriptions.deleteOne({ _id: idOf(endpoint), user_id: oid(user) });
      return done.deletedCount === 1;
    },
    has: async (user) => (await pushSubscriptions.countDocuments({ user_id: oid(user) }, { limit: 1 })) > 0,
    async of(user) {
      const found = await pushSubscriptions
        .find({ user_id: oid(user) })
        .sort({ created_at: 1 })
        .toArray();
      return found.map(({ _id, endpoint, p256dh, auth }) => ({ id: _id, endpoint, p256dh, auth }));
    },
    async remove(id) {
      await pushSubscriptions.deleteOne({ _id: id });
    },
    async note(id, went, now) {
      const change =
        went === 'well' ? { $set: { ok_at: new Date(now), failures: 0 } } : { $inc: { failures: 1 } };
      await pushSubscriptions.updateOne({ _id: id }, change);
    },
  };
}
