import type { Db, ObjectId } from 'mongodb';
import type { SaidKeeper } from '../../../admin/ports/conversations.ts';
import type { Said } from '../../../contracts/api/conversations.ts';
import { isSameFile } from '../../../core/conversations/file.ts';
import { collections } from '../collections.ts';
import { hasStaffGroup } from '../staff-group/connected.ts';
import { append } from './append.ts';

const keyOf = ({ bot_id, update_id }: Said): string => `update:${bot_id}:${update_id}`;

/** What people say, kept once, and that they wait for an answer. */
export const createSaidKeeper = (db: Db, now: () => Promise<number>): SaidKeeper => ({
  async keep(said) {
    const person = await collections(db).users.findOne(
      { telegram_id: said.telegram_id },
      { projection: { company_id: 1 } },
    );
    if (!person) return 'unknown_user';
    const at = new Date(await now());
    const kept = said.edited ? await changed(db, person._id, said, at) : await added(db, person, said, at);
    return kept && { user_id: person._id.toHexString(), message_id: kept.toHexString() };
  },
});

async function added(
  db: Db,
  { _id: user_id, company_id }: { readonly _id: ObjectId; readonly company_id: string },
  said: Said,
  at: Date,
): Promise<ObjectId> {
  const { text, file, message_id } = said;
  const { message, seq } = await append(
    db,
    { user_id, company_id },
    { key: keyOf(said), from: 'person', by: null, text, file, chat_message_id: message_id },
    at,
  );
  // Repeated until the update is acknowledged: each of these may be done twice.
  const { conversations } = collections(db);
  await conversations.updateOne({ _id: user_id }, { $max: { said_seq: seq } });
  await conversations.updateOne(
    { _id: user_id, waiting_since: null, answered_seq: { $lt: seq } },
    { $set: { waiting_since: at, late_told: false } },
  );
  return message;
}

/** null: what they edited was a command or a reason, or is no longer kept. */
async function changed(db: Db, user_id: ObjectId, said: Said, at: Date): Promise<ObjectId | null> {
  const { conversationMessages: messages, conversations } = collections(db);
  // Of another bot's chat there may be one with the same number.
  const alike = await messages
    .find(
      { user_id, chat_message_id: said.message_id },
      { projection: { key: 1, file: 1, edited_by: 1, edited_seq: 1, uncarried: 1, company_id: 1 } },
    )
    .toArray();
  const found = alike.find(({ key }) => key.startsWith(`update:${said.bot_id}:`));
  if (!found) return null;
  const edited_by = keyOf(said);
  if (found.edited_by !== edited_by) {
    const talk = await conversations.findOneAndUpdate(
      { _id: user_id },
      { $inc: { seq: 1 }, $set: { last_at: at } },
      { returnDocument: 'after' },
    );
    // Before the words: the edit comes again until these stand, too.
    if (talk)
      await conversations.updateOne({ _id: user_id }, { $max: { changed_seq: talk.seq, changed_at: at } });
    const other = said.file && !isSameFile(found.file, said.file);
    const behind = found.file !== null && found.uncarried !== undefined && found.edited_seq === undefined;
    const carried = (await hasStaffGroup(db, found.company_id)) && {
      uncarried: user_id,
      ...((other || behind) && { file_uncarried: true as const }),
    };
    const edited_seq = talk && { edited_seq: talk.seq };
    const file = said.file && { file: said.file };
    const words = { text: said.text, ...file, edited_at: at, edited_by, ...edited_seq, ...carried };
    await messages.updateOne({ _id: found._id }, { $set: words });
  }
  return found._id;
}
