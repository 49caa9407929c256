import type { Db, ObjectId } from 'mongodb';
import type { EventJournal, TimelineEntry, Understood } from '../../admin/ports.ts';
import { collections } from './collections.ts';
import { isDuplicateKey } from './errors.ts';
import { oid } from './ids.ts';
import type { Index } from './indexes.ts';

type TimelineRow = Omit<TimelineEntry, 'message_id' | 'booking_id' | 'event_id' | 'at'> & {
  readonly _id: string;
  readonly booking_id: ObjectId;
  readonly event_id: ObjectId;
  readonly at: Date;
};
/** The newest word that was heard of a booking. */
type HeardRow = { readonly _id: ObjectId; readonly rev: number; readonly message_id: string };
type ForeignRow = { readonly _id: string; readonly meaning: Understood; readonly at: Date };

export const apiJournalIndexes: readonly Index[] = [
  {
    collection: 'booking_timeline',
    keys: { booking_id: 1, rev: 1 },
    options: { name: 'timeline_of_booking' },
    guards: 'showing one booking’s history reads every history',
  },
  {
    collection: 'processed_messages',
    keys: { at: 1 },
    options: { name: 'inbox_by_age' },
    guards: 'pruning the inbox reads all of it every night',
  },
];

const inboxId = (messageId: string) => `admin:${messageId}`;

export function createEventJournal(db: Db): EventJournal {
  const timeline = db.collection<TimelineRow>('booking_timeline');
  const heard = db.collection<HeardRow>('booking_heard');
  const { processedMessages: inbox } = collections(db);
  const foreign = db.collection<ForeignRow>('foreign_orders');
  return {
    finished: async (messageId) => (await inbox.findOne({ _id: inboxId(messageId) })) !== null,
    async finish(messageId) {
      await inbox.updateOne(
        { _id: inboxId(messageId) },
        { $setOnInsert: { at: new Date() } },
        { upsert: true },
      );
    },
    async advance(booking, rev, message_id) {
      const _id = oid(booking);
      const older = { _id, rev: { $lt: rev } };
      try {
        await heard.updateOne(older, { $set: { rev, message_id } }, { upsert: true });
        return true;
      } catch (error) {
        // There is a row, and it is not older.
        if (!isDuplicateKey(error)) throw error;
      }
      return (await heard.findOne({ _id }))?.message_id === message_id;
    },
    async record({ message_id, booking_id, event_id, at, ...rest }) {
      const row = {
        ...rest,
        booking_id: oid(booking_id),
        event_id: oid(event_id),
        at: new Date(at),
      };
      await timeline.updateOne({ _id: message_id }, { $setOnInsert: row }, { upsert: true });
    },
    understood: async (messageId) => (await foreign.findOne({ _id: messageId }))?.meaning,
    async understand(messageId, meaning) {
      const row = await foreign.findOneAndUpdate(
        { _id: messageId },
        { $setOnInsert: { meaning, at: new Date() } },
        { upsert: true, returnDocument: 'after' },
      );
      return row?.meaning ?? meaning;
    },
  };
}
