import { type Db, ObjectId } from 'mongodb';
import type { Whose } from '../../../activities/booking/orders.ts';
import type { Anchor, Anchors, Shown } from '../../../activities/messaging/ports.ts';
import { isDuplicateKey } from '../errors.ts';
import type { Index } from '../indexes.ts';

type AnchorDoc = {
  readonly event_id: ObjectId;
  readonly user_id: ObjectId;
  readonly chat_id: number;
  readonly message_id: number;
  /** Of what it shows; null: not known for certain. */
  readonly hash: string | null;
  readonly retiring: readonly number[];
  /** Rises with every write: what was read is replaced only while it still stands. */
  readonly seq: number;
};

export const anchorIndexes: readonly Index[] = [
  {
    collection: 'anchors',
    keys: { event_id: 1, user_id: 1 },
    options: { name: 'one_anchor', unique: true },
    guards: 'a candidate could have two anchors for one event',
  },
];

/** Older than the last few nobody scrolls back to, and their buttons are old anyway. */
const retiringKept = 5;
const tries = 5;

const idsOf = ({ event_id, user_id }: Whose) => ({
  event_id: new ObjectId(event_id),
  user_id: new ObjectId(user_id),
});

export function createAnchors(db: Db): Anchors {
  const anchors = db.collection<AnchorDoc>('anchors');

  /** false: somebody else wrote in between. */
  async function replace(whose: Whose, read: AnchorDoc | null, next: Anchor): Promise<boolean> {
    if (read) {
      const still = { ...idsOf(whose), seq: read.seq };
      return (await anchors.updateOne(still, { $set: { ...next, seq: read.seq + 1 } })).matchedCount === 1;
    }
    try {
      await anchors.insertOne({ ...idsOf(whose), ...next, seq: 1 });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    read: async (whose) => anchorOf(await anchors.findOne(idsOf(whose))),
    async put(whose, shown) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const read = await anchors.findOne(idsOf(whose));
        const next = { ...shown, retiring: retiringAfter(read, shown) };
        if (await replace(whose, read, next)) return next;
      }
      throw new Error('the anchor changes faster than it can be written');
    },
    async doubt(whose, messageId) {
      const it = { ...idsOf(whose), message_id: messageId };
      await anchors.updateOne(it, { $set: { hash: null }, $inc: { seq: 1 } });
    },
    async retired(whose, messageIds) {
      await anchors.updateOne(idsOf(whose), { $pullAll: { retiring: [...messageIds] }, $inc: { seq: 1 } });
    },
  };
}

function retiringAfter(read: AnchorDoc | null, shown: Shown): readonly number[] {
  // In another chat nothing can be taken away any more: the person came with another account.
  if (!read || read.chat_id !== shown.chat_id) return [];
  const old = new Set([...read.retiring, read.message_id]);
  old.delete(shown.message_id);
  return [...old].slice(-retiringKept);
}

const anchorOf = (doc: AnchorDoc | null): Anchor | null =>
  doc && { chat_id: doc.chat_id, message_id: doc.message_id, hash: doc.hash, retiring: doc.retiring };
