import { type Db, ObjectId } from 'mongodb';
import type { TalkDesk } from '../../../admin/panel/ports/conversations.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { ConversationMessageDoc } from '../documents/conversation.ts';
import { asUserId, oid } from '../ids.ts';
import { nameOf } from '../panel/names.ts';
import { append } from './append.ts';
import { editAnswered } from './edit-answered.ts';
import { readInbox } from './inbox.ts';
import { readThread } from './thread.ts';

/** What coordinators read of conversations, and do with them. */
export const createTalkDesk = (db: Db): TalkDesk => {
  const { conversations, conversationMessages, users } = collections(db);
  return {
    page: (company, query, most) => readInbox(db, company, query, most),
    waiting: (company_id, most) =>
      conversations.countDocuments({ company_id, waiting_since: { $type: 'date' } }, { limit: most }),
    talk: (company, user, which) => readThread(db, company, user, which),
    async read(company_id, user, seq) {
      await conversations.updateOne({ _id: oid(user), company_id }, { $max: { read_seq: seq } });
    },
    answer: async (company, answer) => (await keepAnswer(db, company, answer)) !== undefined,
    async hand(company_id, user, { was, now }) {
      const { matchedCount } = await conversations.updateOne(
        { _id: oid(user), company_id, claimed_by: idOrNull(was) },
        { $set: { claimed_by: idOrNull(now) } },
      );
      return matchedCount > 0;
    },
    close: (company, user, seq) => closeTalk(db, company, oid(user), seq),
    async file(company_id, user, message) {
      const found = await conversationMessages.findOne(
        { _id: new ObjectId(message), user_id: oid(user), company_id },
        { projection: { file: 1 } },
      );
      return found?.file ?? undefined;
    },
    async colleagues(company_id) {
      const found = await users
        .find({ company_id, roles: 'admin' }, { projection: { first_name: 1, last_name: 1, username: 1 } })
        .toArray();
      return found.map((one) => ({ user_id: asUserId(one._id), name: nameOf(one) }));
    },
  };
};

const idOrNull = (user: UserId | null): ObjectId | null => user && oid(user);

/** False: somebody said something since that number. What the bot said by itself holds nobody up. */
export async function closeTalk(db: Db, company_id: string, _id: ObjectId, seen: number): Promise<boolean> {
  const seq = await afterTheBot(db, _id, seen);
  const { matchedCount } = await collections(db).conversations.updateOne(
    { _id, company_id, seq: { $lte: seq } },
    {
      // Nobody's any more: when they write again, a plugged-in worker may answer.
      $set: { status: 'closed', waiting_since: null, late_told: false, claimed_by: null },
      $max: { read_seq: seq, answered_seq: seq },
      $unset: { left_seq: '' },
    },
  );
  if (matchedCount === 0) return false;
  await editAnswered(db, _id, seq);
  return true;
}

/** Where the conversation stands if all that came after that number is the bot's; else that number. */
async function afterTheBot(db: Db, _id: ObjectId, seen: number): Promise<number> {
  const { conversations, conversationMessages } = collections(db);
  const talk = await conversations.findOne({ _id }, { projection: { seq: 1 } });
  const seq = talk?.seq ?? seen;
  if (seq <= seen) return seen;
  // A number without a row of the bot's is a word that is just being kept, or an edit.
  const bots = await conversationMessages.countDocuments({
    user_id: _id,
    from: 'bot',
    seq: { $gt: seen, $lte: seq },
  });
  return bots === seq - seen ? seq : seen;
}

type Answer = Parameters<TalkDesk['answer']>[1] &
  Pick<ConversationMessageDoc, 'from_topic'> & {
    readonly file?: ConversationMessageDoc['file'];
  };

/** Once per key; its place. undefined: there is no such person. */
export async function keepAnswer(
  db: Db,
  company_id: string,
  { user, by, key, text, at, file = null, from_topic }: Answer,
): Promise<number | undefined> {
  const { conversations, users } = collections(db);
  const [_id, author] = [oid(user), oid(by)];
  const known = { _id, company_id, erased_at: { $exists: false } };
  if ((await users.countDocuments(known, { limit: 1 })) === 0) return undefined;
  const whose = { user_id: _id, company_id };
  const words = { key, from: 'staff', by: author, text, file, chat_message_id: null } as const;
  const row = { ...words, ...(from_topic && { from_topic }) };
  const { seq } = await append(db, whose, row, new Date(at));
  // Closed, and spoken to again; not when the same form comes once more.
  await conversations.updateOne(
    { _id, status: 'closed', seq },
    { $set: { status: 'open', opened_by: null } },
  );
  // What was said before it is answered by it. Each of these may be done twice.
  await conversations.updateOne(
    { _id },
    { $max: { answered_seq: seq, read_seq: seq }, $unset: { left_seq: '' } },
  );
  await conversations.updateOne(
    { _id, said_seq: { $lt: seq } },
    { $set: { waiting_since: null, late_told: false } },
  );
  await editAnswered(db, _id, seq);
  await conversations.updateOne({ _id, claimed_by: null }, { $set: { claimed_by: author } });
  return seq;
}
