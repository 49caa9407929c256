import { type Db, ObjectId } from 'mongodb';
import { collections } from '../collections.ts';
import type { ConversationMessageDoc } from '../documents/conversation.ts';
import { inserted } from '../errors.ts';
import { hasStaffGroup } from '../staff-group/connected.ts';

type NewMessage = Pick<
  ConversationMessageDoc,
  'key' | 'from' | 'by' | 'text' | 'file' | 'chat_message_id' | 'from_topic'
>;
type Whose = { readonly user_id: ObjectId; readonly company_id: string };
export type Appended = { readonly message: ObjectId; readonly seq: number };

/** Somebody else can take the same place only a few times in a row. */
const mostTries = 10;

/** Puts a message at the end of somebody's conversation, once per key. A crash in between leaves a number unused, and no harm. */
export async function append(db: Db, whose: Whose, message: NewMessage, now: Date): Promise<Appended> {
  const { conversationMessages: messages } = collections(db);
  const byPerson = message.from === 'person';
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await messages.findOne({ key: message.key }, { projection: { seq: 1 } });
    if (known) return { message: known._id, seq: known.seq };
    const _id = new ObjectId();
    const seq = await nextPlace(db, whose, { ...message, _id }, now);
    if (seq === undefined) continue;
    const opens = byPerson && (await openedBy(db, whose.user_id, message.key));
    const carried = message.from_topic === undefined && (await hasStaffGroup(db, whose.company_id));
    const row: ConversationMessageDoc = {
      _id,
      ...message,
      ...whose,
      seq,
      opens,
      at: now,
      edited_at: null,
      edited_by: null,
      ...(!byPerson && { unsent_to: whose.user_id }),
      ...(carried && { uncarried: whose.user_id }),
      fate: null,
    };
    if (await inserted(() => messages.insertOne(row))) return { message: row._id, seq };
  }
  throw new Error('no place was found at the end of a conversation');
}

/** undefined: two began the conversation at once, and this one lost. */
async function nextPlace(
  db: Db,
  { user_id, company_id }: Whose,
  { _id, from }: Pick<ConversationMessageDoc, '_id' | 'from'>,
  now: Date,
): Promise<number | undefined> {
  const talk = await collections(db).conversations.findOneAndUpdate(
    { _id: user_id },
    {
      $inc: { seq: 1 },
      $set: { last_at: now, ...(from !== 'bot' && { last_message: _id }) },
      $setOnInsert: {
        company_id,
        // Opened by their word, a moment later.
        status: from === 'person' ? ('closed' as const) : ('open' as const),
        ...(from === 'bot' && { last_message: null }),
        opened_by: null,
        said_seq: 0,
        read_seq: 0,
        answered_seq: 0,
        waiting_since: null,
        late_told: false,
        claimed_by: null,
      },
    },
    { upsert: true, returnDocument: 'after' },
  );
  return talk?.seq;
}

/** Whether this very word opens it, also when it comes again. */
async function openedBy(db: Db, _id: ObjectId, key: string): Promise<boolean> {
  const { conversations } = collections(db);
  const done = await conversations.updateOne(
    { _id, status: 'closed' },
    { $set: { status: 'open', opened_by: key } },
  );
  if (done.modifiedCount === 1) return true;
  const talk = await conversations.findOne({ _id }, { projection: { opened_by: 1 } });
  return talk?.opened_by === key;
}
