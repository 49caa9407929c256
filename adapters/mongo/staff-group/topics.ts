import { type Db, ObjectId } from 'mongodb';
import type { ToCarry, Topic, Topics, TopicWork } from '../../../activities/conversations/topic-ports.ts';
import { placeOf } from '../../../core/conversations/plugged-in.ts';
import { collections } from '../collections.ts';
import type { ConversationDoc, ConversationMessageDoc, TopicDoc } from '../documents/conversation.ts';
import { oid } from '../ids.ts';
import { nameOf, namesOf } from '../panel/names.ts';
import { disconnect } from './connected.ts';

const notWaiting = { uncarried: '', file_uncarried: '', carry_woken: '' } as const;

/** What is to be carried into people's topics, and which topics there are. */
export function createTopics(db: Db): Topics {
  const { conversations, conversationMessages: messages, staffGroups } = collections(db);
  /** The very topic that was worked on: whatever came in its place meanwhile is left alone. */
  const still = (user: string, { chat_id, n }: Topic) => ({
    _id: new ObjectId(user),
    'topic.chat_id': chat_id,
    'topic.n': n,
  });
  return {
    next: (user) => nextFor(db, oid(user)),
    async calling(user, topic) {
      const { matchedCount } = await conversations.updateOne(still(user, topic), {
        $inc: { 'topic.calls': 1 },
      });
      if (matchedCount > 0) return;
      const { chat_id, n } = topic;
      const first = { chat_id, n, calls: 1, thread_id: null, introduced: false, closed: false };
      await conversations.updateOne({ _id: oid(user) }, { $set: { topic: first } });
    },
    async notCalled(user) {
      await conversations.updateOne({ _id: oid(user) }, { $inc: { 'topic.calls': -1 } });
    },
    async made(user, topic, thread_id) {
      const set = { $set: { 'topic.thread_id': thread_id } };
      const { matchedCount } = await conversations.updateOne(still(user, topic), set);
      if (matchedCount > 0) return;
      // Erased meanwhile, or another came in its place: it is nobody's, and bears somebody's name.
      const { chat_id } = topic;
      await staffGroups.updateOne({ chat_id }, { $addToSet: { leftovers: { chat_id, thread_id } } });
    },
    async another(user, topic) {
      await conversations.updateOne(still(user, topic), { $inc: { 'topic.n': 1 } });
    },
    async introduced(user, topic) {
      await conversations.updateOne(still(user, topic), { $set: { 'topic.introduced': true } });
    },
    async gone(user, topic) {
      const afresh = { thread_id: null, introduced: false, closed: false, calls: 0 };
      const set = Object.fromEntries(Object.entries(afresh).map(([name, value]) => [`topic.${name}`, value]));
      await conversations.updateOne(still(user, topic), { $set: set, $inc: { 'topic.n': 1 } });
    },
    async stands(user, topic, closed) {
      await conversations.updateOne(still(user, topic), { $set: { 'topic.closed': closed } });
    },
    async carried({ message_id, place, fate }) {
      const _id = new ObjectId(message_id);
      // What was edited, or came to nothing, meanwhile is carried once more.
      const now = await messages.findOne({ _id });
      if (!now || placeOf(now) !== place || badFate(now) !== fate) return;
      const same = { edited_seq: now.edited_seq ?? { $exists: false }, fate: now.fate };
      await messages.updateOne({ _id, ...same }, { $unset: notWaiting });
    },
    async noticed(user, key) {
      await conversations.updateOne({ _id: oid(user) }, { $pull: { topic_notices: { key } } });
    },
    async lost(chat_id, why, now) {
      await disconnect(db, { chat_id }, { why, at: new Date(now) });
    },
  };
}

async function nextFor(db: Db, _id: ObjectId): Promise<TopicWork | null> {
  const { conversations, conversationMessages: messages, staffGroups } = collections(db);
  const talk = await conversations.findOne(
    { _id },
    { projection: { company_id: 1, status: 1, topic: 1, topic_notices: 1 } },
  );
  if (!talk) return null;
  const group = await staffGroups.findOne({ _id: talk.company_id });
  if (!group) return null;
  if (group.chat_id === undefined) {
    await messages.updateMany({ uncarried: _id }, { $unset: notWaiting });
    return null;
  }
  const topic = topicIn(talk.topic, group.chat_id);
  const waiting = await messages.find({ uncarried: _id }).toArray();
  const [oldest] = waiting.toSorted((a, b) => a.seq - b.seq);
  const closed = talk.status === 'closed';
  const [notice] = topic.thread_id === null ? [] : (talk.topic_notices ?? []);
  const stands = topic.thread_id === null || topic.closed === closed;
  if (!oldest && !notice && stands) return null;
  return {
    lang: group.lang ?? 'ru',
    topic,
    closed,
    person: await whoIs(db, talk),
    message: oldest ? await toCarry(db, oldest) : null,
    notice: notice ?? null,
  };
}

/** A topic of a group that was the desk before is none of this one. */
function topicIn(known: TopicDoc | undefined, chat_id: number): Topic {
  if (known?.chat_id !== chat_id)
    return { chat_id, n: 1, thread_id: null, introduced: false, closed: false, doubtful: false };
  const { n, thread_id, introduced, closed, calls } = known;
  return { chat_id, n, thread_id, introduced, closed, doubtful: calls > 1 };
}

const badFate = ({ fate }: ConversationMessageDoc): ToCarry['fate'] => (fate === 'sent' ? null : fate);

async function whoIs(
  db: Db,
  { _id, company_id }: Pick<ConversationDoc, '_id' | 'company_id'>,
): Promise<TopicWork['person']> {
  const { users, bookings } = collections(db);
  const [person, booking] = await Promise.all([
    users.findOne({ _id }, { projection: { first_name: 1, last_name: 1, username: 1 } }),
    bookings.findOne(
      { user_id: _id, company_id, active: true, status: 'booked' },
      { projection: { number: 1 } },
    ),
  ]);
  return {
    name: person ? nameOf(person) : '',
    username: person?.username ?? null,
    number: booking?.number ?? null,
  };
}

async function toCarry(db: Db, row: ConversationMessageDoc): Promise<ToCarry> {
  const { _id, from, by, user_id, text, file, chat_message_id, from_topic } = row;
  const [names, person] = await Promise.all([
    by ? namesOf(db, [by]) : new Map<string, { readonly name: string }>(),
    file && collections(db).users.findOne({ _id: user_id }, { projection: { telegram_id: 1 } }),
  ]);
  const chat_id = person?.telegram_id ?? null;
  const lies = file !== null && chat_id !== null && chat_message_id !== null;
  return {
    message_id: _id.toHexString(),
    place: placeOf(row),
    edited: row.edited_seq !== undefined,
    speaker: { from, name: (by && names.get(by.toHexString())?.name) ?? '' },
    text,
    file: lies ? { chat_id, message_id: chat_message_id } : null,
    file_waits: row.edited_seq === undefined || row.file_uncarried === true,
    from_topic: from_topic !== undefined,
    fate: badFate(row),
  };
}
