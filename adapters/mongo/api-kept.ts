import { type Db, ObjectId } from 'mongodb';
import type { InboundTexts } from '../../admin/ports.ts';
import { collections } from './collections.ts';
import { inserted } from './errors.ts';
import type { Index } from './indexes.ts';

export const apiKeptIndexes: readonly Index[] = [
  {
    collection: 'inbound_texts',
    keys: { bot_id: 1, update_id: 1 },
    options: { name: 'one_text_per_update', unique: true },
    guards: 'a repeated update would be a second text',
  },
  {
    collection: 'inbound_texts',
    keys: { telegram_id: 1 },
    options: { name: 'texts_of_account' },
    guards: 'one person’s words are looked for among everybody’s, to be shown to them or forgotten',
  },
];

export function createInboundTexts(db: Db): InboundTexts {
  const { inboundTexts: texts } = collections(db);
  return {
    async keep({ event_id, ...text }) {
      const event = event_id === null ? null : new ObjectId(event_id);
      const row = { _id: new ObjectId(), ...text, event_id: event, at: new Date() };
      if (await inserted(() => texts.insertOne(row))) return { id: row._id.toHexString() };
      const { bot_id, update_id } = text;
      const standing = await texts.findOne({ bot_id, update_id }, { projection: { _id: 1 } });
      if (!standing) throw new Error('a text that was there is gone');
      return { id: standing._id.toHexString() };
    },
  };
}
