import { type Db, ObjectId } from 'mongodb';
import type { Conversations, Listener } from '../../../activities/conversations/ports.ts';
import { isForWorker } from '../../../core/conversations/plugged-in.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
import { unique } from '../panel/names.ts';
import { deskHours } from '../settings.ts';
import { hasStaffGroup } from '../staff-group/connected.ts';
import { append } from './append.ts';

export const listenerFields = { telegram_id: 1, lang: 1, language_code: 1, reachable: 1 } as const;
type Spoken = Pick<UserDoc, keyof typeof listenerFields>;

export const listenerOf = ({ telegram_id, lang, language_code, reachable }: Spoken): Listener | null =>
  telegram_id === null ? null : { chat_id: telegram_id, lang: langOf(lang, language_code), reachable };

const whoseFields = { user_id: 1, company_id: 1 } as const;

/** What a conversation's workflow asks and writes down. */
export function createTalk(db: Db): Conversations {
  const { conversations, conversationMessages: messages, users } = collections(db);
  return {
    async said(user, message) {
      const found = await messages.findOne({ _id: new ObjectId(message) });
      if (!found || asUserId(found.user_id) !== user) return null;
      const talk = await conversations.findOne(
        { _id: found.user_id },
        { projection: { status: 1, claimed_by: 1 } },
      );
      const stands = { open: talk?.status === 'open', claimed: talk?.claimed_by != null };
      return { opens: found.opens, for_worker: isForWorker(stands) };
    },
    async listener(user) {
      const found = await users.findOne({ _id: oid(user) }, { projection: listenerFields });
      return found && listenerOf(found);
    },
    async note(user, key, text, now) {
      const user_id = oid(user);
      const talk = await conversations.findOne({ _id: user_id }, { projection: { company_id: 1 } });
      if (!talk) return;
      const note = { key, from: 'bot', by: null, text, file: null, chat_message_id: null } as const;
      await append(db, { user_id, company_id: talk.company_id }, note, new Date(now));
    },
    async hours(user) {
      const talk = await conversations.findOne({ _id: oid(user) }, { projection: { company_id: 1 } });
      return talk && deskHours(db, talk.company_id);
    },
    async nextAnswer(user) {
      const unsent = await messages
        .find({ unsent_to: oid(user) }, { projection: { text: 1, seq: 1, file: 1, from_topic: 1 } })
        .toArray();
      const [first] = unsent.toSorted((a, b) => a.seq - b.seq);
      if (!first) return null;
      const copy = first.file && first.from_topic ? { copy: first.from_topic } : {};
      return { message_id: first._id.toHexString(), text: first.text, ...copy };
    },
    async answered(message, fate) {
      const _id = new ObjectId(message);
      // In the topic it says that it did not arrive.
      const found = fate === 'sent' ? null : await messages.findOne({ _id }, { projection: whoseFields });
      const carried = found && (await hasStaffGroup(db, found.company_id)) && { uncarried: found.user_id };
      await messages.updateOne({ _id }, { $set: { fate, ...carried }, $unset: { unsent_to: '' } });
    },
    async waiting(user) {
      const found = await conversations.findOne(
        { _id: oid(user) },
        { projection: { waiting_since: 1, late_told: 1 } },
      );
      return found?.waiting_since ? { since: found.waiting_since.getTime(), told: found.late_told } : null;
    },
    async told(user, since) {
      await conversations.updateOne(
        { _id: oid(user), waiting_since: new Date(since) },
        { $set: { late_told: true } },
      );
    },
    coordinators: (user) => coordinatorsOf(db, user),
  };
}

async function coordinatorsOf(db: Db, user: UserId): ReturnType<Conversations['coordinators']> {
  const { users } = collections(db);
  const person = await users.findOne(
    { _id: oid(user) },
    { projection: { first_name: 1, last_name: 1, username: 1, company_id: 1 } },
  );
  if (!person) return { name: '', people: [] };
  const found = await users
    .find({ company_id: person.company_id, roles: 'admin' }, { projection: listenerFields })
    .toArray();
  const people = found.flatMap((one) => {
    const listener = listenerOf(one);
    return listener ? [{ user_id: asUserId(one._id), ...listener }] : [];
  });
  const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
  return { name: name || (person.username ? `@${person.username}` : '—'), people };
}

/** More in one pass than these are the next pass's. */
const mostAtOnce = 500;

/** Those whom answers from before an instant wait for. */
export const createUnsentTo =
  (db: Db) =>
  async (before: number): Promise<readonly UserId[]> => {
    const found = await collections(db)
      .conversationMessages.find(
        { unsent_to: { $exists: true }, at: { $lt: new Date(before) } },
        { projection: { user_id: 1 } },
      )
      .limit(mostAtOnce)
      .toArray();
    return unique(found.map(({ user_id }) => user_id)).map(asUserId);
  };
