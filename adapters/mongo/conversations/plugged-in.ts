import { type Db, ObjectId } from 'mongodb';
import type { Unanswered, UnansweredReader } from '../../../activities/conversations/plugged-in.ts';
import type { InputEntry } from '../../../contracts/workers/streams.ts';
import { type Heard, hearing, placeOf } from '../../../core/conversations/plugged-in.ts';
import type { AnswerStore } from '../../../workers/plugged-in/ports.ts';
import { collections } from '../collections.ts';
import type { ConversationDoc, ConversationMessageDoc } from '../documents/conversation.ts';
import { asUserId, oid } from '../ids.ts';
import { partsOf } from '../in-parts.ts';
import { unique } from '../panel/names.ts';
import { append } from './append.ts';
import { editAnswered } from './edit-answered.ts';

const dayMs = 86_400_000;
/** So long the streams are kept (adapters/redis/plugged-in/lines.ts). */
const streamsMs = 7 * dayMs;
/** A worker reads no more than this at a time anyway. */
const mostEntries = 500;

/** What plugged-in workers are asked, and what they answer, in the transcript. */
export function createPluggedInStore(
  db: Db,
  realNow: () => number = Date.now,
): UnansweredReader & AnswerStore {
  const { conversations } = collections(db);
  return {
    async unanswered(users) {
      const found: Unanswered[] = [];
      for (const some of partsOf(users.map(oid))) found.push(...(await unansweredOf(db, some)));
      return found;
    },
    async relaying(user) {
      const now = realNow();
      await conversations.updateOne(
        {
          _id: oid(user),
          $or: [{ relayed_at: { $exists: false } }, { relayed_at: { $lt: new Date(now - dayMs) } }],
        },
        { $set: { relayed_at: new Date(now) } },
      );
    },
    async relayed(user, seq) {
      await conversations.updateOne(
        { _id: oid(user), $or: [{ relayed_seq: { $exists: false } }, { relayed_seq: { $lt: seq } }] },
        { $set: { relayed_seq: seq } },
      );
    },
    async waiting(now) {
      const since = { $gt: new Date(now - dayMs) };
      const found = await Promise.all(
        [{ waiting_since: since }, { changed_at: since }].map((unanswered) =>
          conversations
            .find({ ...unanswered, status: 'open', claimed_by: null }, { projection: { _id: 1 } })
            .toArray(),
        ),
      );
      return unique(found.flat().map(({ _id }) => _id)).map(asUserId);
    },
    async places() {
      const found = await conversations
        .find({ relayed_at: { $gt: new Date(realNow() - streamsMs) } }, { projection: { answers_read: 1 } })
        .toArray();
      return new Map(found.map(({ _id, answers_read }) => [asUserId(_id), answers_read ?? '0-0']));
    },
    async placeFor(user) {
      const found = await conversations.findOne({ _id: oid(user) }, { projection: { answers_read: 1 } });
      return found && (found.answers_read ?? '0-0');
    },
    async read(user, place) {
      await conversations.updateOne({ _id: oid(user) }, { $set: { answers_read: place } });
    },
    async hear(user, entry, { text, message_id, key, waits }, now): Promise<Heard | 'gone'> {
      const user_id = oid(user);
      const talk = await conversations.findOne({ _id: user_id });
      if (!talk) return 'gone';
      const asked = message_id === undefined ? null : await askedBy(db, message_id);
      const whose = asked && asked !== 'unknown' ? { by: asUserId(asked.user_id) } : asked;
      const heard = hearing(user, { open: talk.status === 'open', claimed: talk.claimed_by !== null }, whose);
      if (heard !== 'delivered') return heard;
      const answer = { key: `worker:${user}:${key ?? entry}`, from: 'worker', by: null, text } as const;
      const whole = { ...answer, file: null, chat_message_id: null };
      await append(db, { user_id, company_id: talk.company_id }, whole, new Date(now));
      const before = talk.relayed_seq ?? 0;
      const named = asked && asked !== 'unknown' ? asked : { seq: before };
      await noteAnswered(db, talk, named.seq, waits === '1');
      // The newest words of what it names, when they lay before the worker.
      await editAnswered(db, user_id, placeOf(named) <= before ? placeOf(named) : named.seq);
      return heard;
    },
  };
}

/** Whom it left to a coordinator waits for one, whatever it answers later; unless it is what they were left with. */
async function noteAnswered(
  db: Db,
  { _id, left_seq, answered_seq }: Pick<ConversationDoc, '_id' | 'left_seq' | 'answered_seq'>,
  seq: number,
  waits: boolean,
): Promise<void> {
  const { conversations } = collections(db);
  const answered = { $max: { answered_seq: seq } } as const;
  if (waits) await conversations.updateOne({ _id }, { ...answered, $min: { left_seq: seq } });
  else if (left_seq === undefined || left_seq === seq) {
    await conversations.updateOne({ _id }, { ...answered, $unset: { left_seq: '' } });
    await settle(db, _id, Math.max(answered_seq, seq));
  } else await conversations.updateOne({ _id }, answered);
}

/** Up to this number they were answered. Whoever wrote after it goes on waiting, since they did. */
async function settle(db: Db, user_id: ObjectId, seq: number): Promise<void> {
  const { conversations, conversationMessages } = collections(db);
  const all = await conversations.updateOne(
    { _id: user_id, said_seq: { $lte: seq } },
    { $set: { waiting_since: null } },
  );
  if (all.matchedCount > 0) return;
  const oldest = await conversationMessages.findOne(
    { user_id, from: 'person', seq: { $gt: seq } },
    { projection: { at: 1 }, sort: { seq: 1 } },
  );
  if (oldest)
    await conversations.updateOne(
      { _id: user_id, waiting_since: { $lt: oldest.at } },
      { $set: { waiting_since: oldest.at, late_told: false } },
    );
}

type Asked = Pick<ConversationMessageDoc, 'user_id' | 'seq' | 'edited_seq'>;

async function askedBy(db: Db, message: string): Promise<Asked | 'unknown'> {
  const found = await collections(db).conversationMessages.findOne({
    _id: new ObjectId(message),
    from: 'person',
  });
  return found ?? 'unknown';
}

type Open = Pick<ConversationDoc, '_id' | 'answered_seq' | 'waiting_since'>;

async function unansweredOf(db: Db, users: ObjectId[]): Promise<readonly Unanswered[]> {
  const { conversations, conversationMessages, users: people } = collections(db);
  const open: readonly Open[] = await conversations
    .find(
      { _id: { $in: users }, status: 'open', claimed_by: null },
      { projection: { answered_seq: 1, waiting_since: 1 } },
    )
    .toArray();
  if (open.length === 0) return [];
  const after = open.flatMap(({ _id: user_id, answered_seq }) => [
    { user_id, seq: { $gt: answered_seq } },
    { user_id, edited_seq: { $gt: answered_seq } },
  ]);
  const [said, accounts] = await Promise.all([
    conversationMessages.find({ from: 'person', $or: after }).toArray(),
    people.find({ _id: { $in: open.map(({ _id }) => _id) } }, { projection: { telegram_id: 1 } }).toArray(),
  ]);
  const accountOf = new Map(accounts.map(({ _id, telegram_id }) => [_id.toHexString(), telegram_id]));
  return open.flatMap(({ _id, waiting_since }) => {
    const telegram_id = accountOf.get(_id.toHexString()) ?? null;
    if (telegram_id === null) return [];
    const entries = said
      .filter(({ user_id }) => user_id.equals(_id))
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .slice(0, mostEntries)
      .map(entryOf);
    return { user_id: asUserId(_id), telegram_id, entries, waiting_since: waiting_since?.getTime() ?? null };
  });
}

const referenceOf = ({ file_id, name, type, size }: NonNullable<ConversationMessageDoc['file']>): string =>
  JSON.stringify({ file_id, name, type, size });

function entryOf(message: ConversationMessageDoc): InputEntry {
  const { _id, text, file } = message;
  return {
    message_id: _id.toHexString(),
    kind: file?.kind ?? 'text',
    text,
    file: file ? referenceOf(file) : '',
    seq: String(placeOf(message)),
    edited: message.edited_seq === undefined ? '0' : '1',
  };
}
