import { createHash } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import type { BroadcastCommands, InboundTexts } from '../../admin/ports.ts';
import { collections } from './collections.ts';
import { isDuplicateKey } from './errors.ts';
import type { Index } from './indexes.ts';

type BroadcastRow = {
  readonly _id: ObjectId;
  readonly command_id: string;
  readonly command_hash: string;
  readonly command: Readonly<Record<string, unknown>>;
  readonly company_id: string;
  readonly created_at: Date;
};

export const apiKeptIndexes: readonly Index[] = [
  {
    collection: 'inbound_texts',
    keys: { bot_id: 1, update_id: 1 },
    options: { name: 'one_text_per_update', unique: true },
    guards: 'a repeated update would be a second text',
  },
  {
    collection: 'broadcasts',
    keys: { command_id: 1 },
    options: {
      name: 'one_broadcast_per_command',
      unique: true,
      partialFilterExpression: { command_id: { $exists: true } },
    },
    guards: 'a redelivered command would be announced twice',
  },
];

export function createInboundTexts(db: Db): InboundTexts {
  const { inboundTexts: texts } = collections(db);
  return {
    async keep({ event_id, ...text }) {
      const row = { _id: new ObjectId(), ...text, event_id: new ObjectId(event_id), at: new Date() };
      if (await inserted(() => texts.insertOne(row))) return { id: row._id.toHexString() };
      const { bot_id, update_id } = text;
      const standing = await texts.findOne({ bot_id, update_id }, { projection: { _id: 1 } });
      if (!standing) throw new Error('a text that was there is gone');
      return { id: standing._id.toHexString() };
    },
  };
}

export function createBroadcastCommands(db: Db): BroadcastCommands {
  const broadcasts = db.collection<BroadcastRow>('broadcasts');
  return {
    async keep(command_id, command) {
      const command_hash = createHash('sha256').update(JSON.stringify(command)).digest('hex');
      const _id = new ObjectId();
      const row = { _id, command_id, command_hash, command, company_id: 'default', created_at: new Date() };
      if (await inserted(() => broadcasts.insertOne(row))) return { broadcast_id: _id.toHexString() };
      const standing = await broadcasts.findOne({ command_id }, { projection: { command_hash: 1 } });
      return standing?.command_hash === command_hash
        ? { broadcast_id: standing._id.toHexString() }
        : undefined;
    },
  };
}

async function inserted(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
