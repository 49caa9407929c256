import { type Db, ObjectId } from 'mongodb';
import type { Broadcasts, StoredBroadcast } from '../../../activities/broadcast/ports.ts';
import { broadcastCommandSchema } from '../../../contracts/events/broadcast-command.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import { collections } from '../collections.ts';
import type { BroadcastDoc } from '../documents/broadcast.ts';
import { findEvent } from '../events.ts';
import { asEventId, asUserId, oid } from '../ids.ts';
import { findByTelegramId } from '../people.ts';

/** The rows as their workflow reads and settles them. */
export function createBroadcasts(db: Db): Broadcasts {
  const broadcasts = db.collection<BroadcastDoc>('broadcasts');
  const which = (id: string) => ({ _id: new ObjectId(id) });
  const settle = (id: string, row: Partial<BroadcastDoc>) =>
    broadcasts.updateOne(
      { ...which(id), status: { $nin: ['posted', 'cancelled'] } },
      { $set: { ...row, settled_at: new Date() } },
    );
  return {
    async read(id) {
      const row = ObjectId.isValid(id) ? await broadcasts.findOne(which(id)) : null;
      return row && storedBroadcast(row);
    },
    async begin(id, chat_id) {
      const status = chat_id === null ? 'sending' : 'posting';
      const begun = await broadcasts.updateOne(
        { ...which(id), status: 'stored' },
        { $set: { status, chat_id, reason: null } },
      );
      return begun.modifiedCount === 1;
    },
    async posted(id, message_id) {
      await settle(id, { status: 'posted', message_id, reason: null });
    },
    async failed(id, reason) {
      await settle(id, { status: 'failed', reason });
    },
    async recipient(company, telegramId) {
      const person = await findByTelegramId(db, telegramId);
      if (person?.company_id !== company) return null;
      return {
        user_id: asUserId(person._id),
        lang: langOf(person.lang, person.language_code),
        reachable: person.reachable,
        allowed: person.allowed || person.roles.some((role) => role !== 'candidate'),
        quiet: person.broadcasts_off,
      };
    },
    async setStatus(id, status) {
      const settled = status === 'done' || status === 'cancelled' ? new Date() : null;
      await broadcasts.updateOne(which(id), { $set: { status, settled_at: settled, reason: null } });
    },
    async known(id, rows) {
      await broadcasts.updateOne(which(id), { $set: { rows } });
    },
    async recalled(id) {
      await broadcasts.updateOne(which(id), { $set: { recalled_at: new Date() } });
    },
    channelOf: async (event) => (await findEvent(db, event))?.channel_chat_id,
    async openEvents(company, user) {
      const seen = user === null ? {} : { $or: [{ audience: null }, { audience: oid(user) }] };
      const open = await collections(db)
        .events.find({ company_id: company, status: 'open', ...seen }, { projection: { _id: 1 } })
        .toArray();
      return open.map((event) => asEventId(event._id));
    },
  };
}

function storedBroadcast(row: BroadcastDoc): StoredBroadcast | { unreadable: string } {
  const command = broadcastCommandSchema.safeParse(row.command);
  if (!command.success) {
    const faults = command.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { unreadable: faults.join('; ') };
  }
  const { status, company_id, chat_id, message_id, reason } = row;
  return {
    broadcast_id: row._id.toHexString(),
    company_id,
    command: command.data,
    status,
    chat_id,
    message_id,
    reason,
    rows: row.rows ?? null,
    has_list: row.people !== undefined,
    recalled: row.recalled_at !== undefined,
  };
}
