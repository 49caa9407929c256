import { type Db, ObjectId } from 'mongodb';
import type { Deliveries, Delivery } from '../../../activities/messaging/ports.ts';
import type { Notification } from '../../../contracts/events/notification.ts';
import type { BookingId } from '../../../core/shared/ids.ts';
import { isDuplicateKey } from '../errors.ts';
import { inParts } from '../in-parts.ts';
import type { Index } from '../indexes.ts';

/** One new message to one person, from before its first call on. */
export type DeliveryDoc = Delivery & {
  readonly _id: string;
  readonly event_id: ObjectId | null;
  readonly user_id: ObjectId | null;
  readonly what: string;
  /** Of which bookings it speaks; absent: of none, or it was not known. */
  readonly booking_ids?: readonly ObjectId[];
  /** Absent: Telegram. */
  readonly channel?: 'web_push';
  readonly trace_id: string | null;
  /** 1: sent again because nobody knew what became of the first call. */
  readonly resent: number;
  readonly detail: string | null;
  readonly claimed_at: Date;
  readonly settled_at: Date | null;
  /** While this is ahead somebody is at the call. Absent: nobody is, or only one ever can be. */
  readonly busy_until?: Date;
};

export const deliveryIndexes: readonly Index[] = [
  {
    collection: 'deliveries',
    keys: { user_id: 1 },
    options: { name: 'deliveries_to_person' },
    guards: 'what is kept about one person is looked for in every message ever sent',
  },
  {
    collection: 'deliveries',
    keys: { booking_ids: 1 },
    options: { name: 'deliveries_about_booking', sparse: true },
    guards: 'who was told of one booking is looked for in every message ever sent',
  },
];

/** Those of them that were sent, or will never be. */
export async function settledAmong(db: Db, keys: readonly string[]): Promise<readonly string[]> {
  const found = await inParts(keys, (some) =>
    db
      .collection<DeliveryDoc>('deliveries')
      .find({ _id: { $in: some } }, { projection: { state: 1 } })
      .toArray(),
  );
  return found.filter(({ state }) => state !== 'claimed' && state !== 'failed').map(({ _id }) => _id);
}

/** Whether a message with that key was ever begun to be sent. */
export const isBegun = async (db: Db, key: string): Promise<boolean> =>
  (await db.collection<DeliveryDoc>('deliveries').findOne({ _id: key }, { projection: { _id: 1 } })) !== null;

/** What stood in a message of several: by its own key it is not sent any more. */
export async function noteTold(
  db: Db,
  { message_id, event_id, recipient, type, trace_id }: Notification,
  state: Delivery['state'],
): Promise<void> {
  const now = new Date();
  await db.collection<DeliveryDoc>('deliveries').updateOne(
    { _id: message_id },
    {
      $set: { state, open: 0, finished: true, detail: 'among others', settled_at: now },
      $setOnInsert: {
        event_id: new ObjectId(event_id),
        user_id: new ObjectId(recipient.user_id),
        what: `notify:${type}:${recipient.role}`,
        trace_id,
        message_id: null,
        resent: 0,
        claimed_at: now,
      },
    },
    { upsert: true },
  );
}

const begun = { state: 'claimed', open: 1, message_id: null, finished: false } as const;
const idOf = (hex: string | null): ObjectId | null => (hex === null ? null : new ObjectId(hex));

/** The field of the bookings that a message speaks of. */
export const speaksOf = (bookings: readonly BookingId[] = []): Pick<DeliveryDoc, 'booking_ids'> =>
  bookings.length === 0 ? {} : { booking_ids: bookings.map((id) => new ObjectId(id)) };

/**
 * `oneAtATimeMs`: for callers that may get the same message twice at once, as from a queue: longer than any call takes. A
 * workflow’s activity has no second beside it, and is not to wait for one that died.
 */
export function createDeliveries(
  db: Db,
  { oneAtATimeMs }: { readonly oneAtATimeMs?: number } = {},
): Deliveries {
  const deliveries = db.collection<DeliveryDoc>('deliveries');
  const busy = () => (oneAtATimeMs === undefined ? {} : { busy_until: new Date(Date.now() + oneAtATimeMs) });
  const over = { busy_until: '' } as const;

  /** false: there is a row already. */
  async function insert(row: DeliveryDoc): Promise<boolean> {
    try {
      await deliveries.insertOne(row);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    async claim(key, about) {
      // The chat is left out: it is the person's account, and the ledger outlives a person who was erased.
      const { what, trace_id } = about;
      const ids = { event_id: idOf(about.event_id), user_id: idOf(about.user_id) };
      const whose = { ...ids, what, ...speaksOf(about.bookings), trace_id };
      const rest = { resent: 0, detail: null, claimed_at: new Date(), settled_at: null };
      if (await insert({ _id: key, ...whose, ...begun, ...rest, ...busy() }))
        return { fresh: true, row: begun };
      const found = await deliveries.findOne({ _id: key });
      if (!found) throw new Error('a delivery vanished from the ledger');
      const { state, open, message_id, finished } = found;
      return { fresh: false, row: { state, open, message_id, finished } };
    },
    async begin(key, open) {
      const nobodyElse = { busy_until: { $not: { $gt: new Date() } } };
      const still = { _id: key, open, state: { $in: ['claimed', 'failed'] as const }, ...nobodyElse };
      const set = { state: 'claimed', resent: open > 0 ? 1 : 0, ...busy() } as const;
      const changed = await deliveries.updateOne(still, { $inc: { open: 1 }, $set: set });
      return changed.matchedCount === 1;
    },
    async undo(key) {
      await deliveries.updateOne({ _id: key }, { $inc: { open: -1 }, $set: { resent: 0 }, $unset: over });
    },
    async ended(key) {
      if (oneAtATimeMs !== undefined) await deliveries.updateOne({ _id: key }, { $unset: over });
    },
    async withdraw(key) {
      const waits = { _id: key, state: { $in: ['claimed', 'failed'] as const } };
      await deliveries.deleteOne({ ...waits, open: 0 });
      await deliveries.updateOne(
        { ...waits, open: { $gt: 0 }, busy_until: { $not: { $gt: new Date() } } },
        { $set: { state: 'unknown', detail: 'not wanted any more', settled_at: new Date() }, $unset: over },
      );
      return (await deliveries.countDocuments(waits, { limit: 1 })) === 0;
    },
    async settle(key, settled) {
      const closed = settled.state === 'sent' ? { open: 0 } : {};
      // A call that is still under way must not overwrite what another has reached.
      await deliveries.updateOne(
        { _id: key, state: { $ne: 'sent' } },
        { $set: { ...settled, ...closed, settled_at: new Date() }, $unset: over },
      );
    },
    async finish(key) {
      await deliveries.updateOne({ _id: key }, { $set: { finished: true } });
    },
  };
}
