import { type Db, ObjectId } from 'mongodb';
import type { Whose } from '../../../activities/booking/orders.ts';
import type { Anchor, Anchors, Says, Shown } from '../../../activities/messaging/ports.ts';
import { isDuplicateKey } from '../errors.ts';
import type { Index } from '../indexes.ts';

export type AnchorDoc = Anchor & {
  readonly event_id: ObjectId;
  readonly user_id: ObjectId;
  /** What it tells now. */
  readonly says?: string;
  /** What it was made to tell by edits, the newest last. */
  readonly told?: readonly Told[];
};
type Told = { readonly what: string; readonly at: Date };

export const anchorIndexes: readonly Index[] = [
  {
    collection: 'anchors',
    keys: { event_id: 1, user_id: 1 },
    options: { name: 'one_anchor', unique: true },
    guards: 'a candidate could have two anchors for one event',
  },
  {
    collection: 'anchors',
    keys: { user_id: 1 },
    options: { name: 'anchors_of_person' },
    guards: 'showing one person all in another language reads everybody’s anchors',
  },
];

/** Older than the last few nobody scrolls back to, and their buttons are old anyway. */
const retiringKept = 5;
/** Of edits: more than these belong to somebody who plays. */
const toldKept = 200;
const tries = 5;

const idsOf = ({ event_id, user_id }: Whose) => ({
  event_id: new ObjectId(event_id),
  user_id: new ObjectId(user_id),
});

export function createAnchors(db: Db): Anchors {
  const anchors = db.collection<AnchorDoc>('anchors');

  const read = async (whose: Whose) => anchorOf(await anchors.findOne(idsOf(whose)));

  /** false: somebody else wrote in between. */
  async function replace(whose: Whose, old: Anchor | null, next: Anchor, says: Says): Promise<boolean> {
    const line: Told[] = says.edited && old?.says !== says.key ? [{ what: says.what, at: new Date() }] : [];
    const set = { ...next, says: says.key };
    if (old) {
      const still = { ...idsOf(whose), seq: old.seq };
      const push = line.length === 0 ? {} : { $push: { told: { $each: line, $slice: -toldKept } } };
      return (await anchors.updateOne(still, { $set: set, ...push })).matchedCount === 1;
    }
    try {
      await anchors.insertOne({ ...idsOf(whose), ...set, told: line });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    read,
    async put(whose, shown, says, known) {
      let old = known === undefined ? await read(whose) : known;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const next = { ...shown, retiring: retiringAfter(old, shown), seq: (old?.seq ?? 0) + 1 };
        if (await replace(whose, old, next, says)) return { ...next, says: says.key };
        old = await read(whose);
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

function retiringAfter(old: Anchor | null, shown: Shown): readonly number[] {
  // In another chat nothing can be taken away any more: the person came with another account.
  if (!old || old.chat_id !== shown.chat_id) return [];
  const others = new Set([...old.retiring, old.message_id]);
  others.delete(shown.message_id);
  return [...others].slice(-retiringKept);
}

const anchorOf = (doc: AnchorDoc | null): Anchor | null =>
  doc && {
    chat_id: doc.chat_id,
    message_id: doc.message_id,
    hash: doc.hash,
    retiring: doc.retiring,
    seq: doc.seq,
    ...(doc.says !== undefined && { says: doc.says }),
  };
