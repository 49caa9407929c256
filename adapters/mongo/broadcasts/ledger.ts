import { type Db, type Filter, ObjectId, type UpdateFilter } from 'mongodb';
import type { Ledger, Range } from '../../../activities/broadcast/ports.ts';
import type { Counts, RecipientState } from '../../../core/broadcasts/words.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BroadcastRecipientDoc } from '../documents/broadcast.ts';
import { asUserId } from '../ids.ts';
import { inParts } from '../in-parts.ts';
import type { Index } from '../indexes.ts';
import { resolveAudience } from './audience.ts';

export const recipientIndexes: readonly Index[] = [
  {
    collection: 'broadcast_recipients',
    keys: { broadcast_id: 1, n: 1 },
    options: { name: 'recipients_in_order' },
    guards: 'every batch of a broadcast reads every message of every broadcast',
  },
  {
    collection: 'broadcast_recipients',
    keys: { broadcast_id: 1, state: 1 },
    options: { name: 'recipients_by_state' },
    guards: 'a broadcast’s page reads every message of every broadcast',
  },
  {
    collection: 'broadcast_recipients',
    keys: { user_id: 1, message_id: 1 },
    options: { name: 'announcements_of_person' },
    guards: 'the first tap on an announcement looks for it among everybody’s',
  },
];

type Row = BroadcastRecipientDoc;
const none: Counts = { waiting: 0, claimed: 0, sent: 0, failed: 0, blocked: 0, unknown: 0, skipped: 0 };
const rowId = (broadcast: string, user: UserId): string => `${broadcast}:${user}`;

export function createLedger(db: Db): Ledger {
  const { recipients } = collections(db);
  const within = (id: string, { from, to }: Range): Filter<Row> => ({
    broadcast_id: new ObjectId(id),
    n: { $gte: from, $lt: to },
  });
  const change = async (filter: Filter<Row>, update: UpdateFilter<Row>): Promise<number> =>
    (await recipients.updateMany(filter, update)).modifiedCount;
  const only = async (filter: Filter<Row>, update: UpdateFilter<Row>): Promise<boolean> =>
    (await recipients.updateOne(filter, update)).matchedCount === 1;
  const read = (filter: Filter<Row>) =>
    recipients
      .find(filter, { projection: { user_id: 1, message_id: 1, state: 1 } })
      .sort({ n: 1 })
      .toArray();
  /** Those in a state are picked here: asked for range and state, the embedded engine reads the whole broadcast. */
  const inRange = async (id: string, range: Range, state: RecipientState) =>
    (await read(within(id, range))).filter((row) => row.state === state);
  const rowOf = ({ user_id, message_id }: Pick<Row, 'user_id' | 'message_id'>) => ({
    user_id: asUserId(user_id),
    message_id,
  });
  return {
    resolve: (broadcast, at) => resolveAudience(db, broadcast, at),
    async giveUpClaims(id, range) {
      const lost = { state: 'unknown', reason: 'interrupted', settled_at: new Date() } as const;
      const claimed = await inRange(id, range, 'claimed');
      const given = claimed.map(({ _id }) => only({ _id, state: 'claimed' }, { $set: lost }));
      return (await Promise.all(given)).filter(Boolean).length;
    },
    waiting: async (id, range) => (await inRange(id, range, 'waiting')).map(rowOf),
    claim: (id, user, claim) =>
      only({ _id: rowId(id, user), state: 'waiting' }, { $set: { state: 'claimed', claim } }),
    async release(id, user, claim) {
      const mine = { _id: rowId(id, user), claim, state: { $in: ['claimed', 'unknown'] as const } };
      await only(mine, { $set: { state: 'waiting', claim: null, reason: null, settled_at: null } });
    },
    async settle(id, user, claim, settled) {
      const _id = rowId(id, user);
      // Who was taken for lost while the call was under way knows better.
      const still: Filter<Row> =
        claim === null ? { _id, state: 'waiting' } : { _id, claim, state: { $in: ['claimed', 'unknown'] } };
      await only(still, { $set: { reason: null, ...settled, settled_at: new Date() } });
    },
    async counts(id) {
      const broadcast = new ObjectId(id);
      return (await countRecipients(db, [broadcast]))(broadcast);
    },
    dropWaiting: (id) =>
      change(
        { broadcast_id: new ObjectId(id), state: 'waiting' },
        { $set: { state: 'skipped', reason: 'cancelled', settled_at: new Date() } },
      ),
    async reopen(id, states, n) {
      const failed = { broadcast_id: new ObjectId(id), state: { $in: [...states] } };
      const found = await read(failed);
      for (const [at, { _id }] of found.entries())
        await only(
          { _id, state: { $in: [...states] } },
          { $set: { state: 'waiting', reason: null, claim: null, settled_at: null, n: n + at } },
        );
      return { count: found.length, n: n + found.length };
    },
    takeBack: (id, range) => takeBack(db, within(id, range)),
    async takenBack(id, user) {
      await only({ _id: rowId(id, user) }, { $set: { taken_back: true } });
    },
  };
}

async function takeBack(db: Db, range: Filter<Row>): ReturnType<Ledger['takeBack']> {
  const { recipients } = collections(db);
  const rows = await recipients.find({ ...range, state: 'sent', taken_back: false }).toArray();
  const taken: Awaited<ReturnType<Ledger['takeBack']>>[number][] = [];
  for (const { _id, owner, user_id, message_id } of rows) {
    const ours = { _id, owner: 'broadcast' } as const;
    const changed =
      owner === 'broadcast' ? await recipients.updateOne(ours, { $set: { owner: 'recalled' } }) : null;
    const mine = owner === 'recalled' || changed?.matchedCount === 1;
    taken.push({ user_id: asUserId(user_id), message_id, mine });
  }
  return taken;
}

export const countNeverStarted = (db: Db, broadcast: ObjectId): Promise<number> =>
  collections(db).recipients.countDocuments({
    broadcast_id: broadcast,
    state: 'failed',
    reason: 'never_started',
  });

type Counted = {
  readonly _id: { readonly broadcast: ObjectId; readonly state: RecipientState };
  readonly count: number;
};
const broadcastsAtOnce = 10;

/** Of each that is asked for, by its id. */
export async function countRecipients(
  db: Db,
  broadcasts: readonly ObjectId[],
): Promise<(broadcast: ObjectId) => Counts> {
  const found = await inParts(
    broadcasts,
    (some) =>
      collections(db)
        .recipients.aggregate<Counted>([
          { $match: { broadcast_id: { $in: some } } },
          { $group: { _id: { broadcast: '$broadcast_id', state: '$state' }, count: { $sum: 1 } } },
        ])
        .toArray(),
    broadcastsAtOnce,
  );
  const byId = Map.groupBy(found, ({ _id }) => _id.broadcast.toHexString());
  return (broadcast) => ({
    ...none,
    ...Object.fromEntries(
      (byId.get(broadcast.toHexString()) ?? []).map(({ _id, count }) => [_id.state, count]),
    ),
  });
}
