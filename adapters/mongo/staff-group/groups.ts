import type { Db, ObjectId } from 'mongodb';
import type { StaffGroups } from '../../../admin/ports/staff-group.ts';
import type { GroupCode, TopicSaid } from '../../../contracts/api/staff-group.ts';
import { connecting, hearingInTopic } from '../../../core/conversations/staff-group.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import { isNotice } from '../../../core/messages/staff-group.ts';
import { collections } from '../collections.ts';
import { closeTalk, keepAnswer } from '../conversations/desk.ts';
import type { StaffGroupDoc } from '../documents/staff-group.ts';
import { isDuplicateKey } from '../errors.ts';
import { asUserId } from '../ids.ts';
import { disconnect } from './connected.ts';

/** The group of coordinators, as it is heard of through the bot. */
export function createStaffGroups(db: Db, now: () => Promise<number>): StaffGroups {
  const { staffGroups, conversations } = collections(db);
  return {
    connect: (code) => connect(db, code, now),
    async lost({ chat_id, why }) {
      return disconnect(db, { chat_id }, { why, at: new Date(await now()) });
    },
    async said(said): ReturnType<StaffGroups['said']> {
      const group = await staffGroups.findOne({ chat_id: said.chat_id });
      const talk = group && (await talkOf(db, group._id, said));
      if (!talk) return { heard: 'nothing' };
      const author = await adminIn(db, said.telegram_id, group._id);
      const { strangers = [] } = group;
      const told = strangers.includes(said.telegram_id);
      const empty = said.text.trim() === '' && said.file === null;
      const heard = hearingInTopic({ admin: author !== undefined, told, edited: said.edited, empty });
      if (heard === 'stranger') {
        // Of two at once one tells.
        const first = await staffGroups.updateOne(
          { _id: group._id, strangers: { $ne: said.telegram_id } },
          { $addToSet: { strangers: said.telegram_id } },
        );
        if (first.modifiedCount === 0) return { heard: 'nothing' };
      }
      const [user, { bot_id, update_id }] = [asUserId(talk), said];
      const key = `topic:${bot_id}:${update_id}`;
      if (isNotice(heard)) {
        await conversations.updateOne(
          { _id: talk, 'topic_notices.key': { $ne: key } },
          { $push: { topic_notices: { key, notice: heard } } },
        );
        return { heard, wake: user };
      }
      if (heard === 'nothing' || author === undefined) return { heard };
      const { text, file, chat_id, message_id } = said;
      const by = asUserId(author);
      const from_topic = { chat_id, message_id };
      const answer = { user, by, key, text, at: await now(), file, from_topic };
      if ((await keepAnswer(db, group._id, answer)) === undefined) return { heard: 'nothing' };
      return { heard, wake: user, kept: { company_id: group._id, by, user, key } };
    },
    async topic({ telegram_id, chat_id, thread_id, closed }) {
      const group = await staffGroups.findOne({ chat_id });
      const _id = group && (await talkOf(db, group._id, { chat_id, thread_id }));
      if (!_id) return undefined;
      await conversations.updateOne({ _id }, { $set: { 'topic.closed': closed } });
      const by = await adminIn(db, telegram_id, group._id);
      if (by === undefined || !(closed ? await close(db, _id) : await open(db, _id))) return undefined;
      return { company_id: group._id, by: asUserId(by), user: asUserId(_id) };
    },
  };
}

/** Of this company: before its group was theirs it may have been another's, whose topics still stand there. */
async function talkOf(
  db: Db,
  company_id: string,
  { chat_id, thread_id }: Pick<TopicSaid, 'chat_id' | 'thread_id'>,
): Promise<ObjectId | undefined> {
  const found = await collections(db).conversations.findOne(
    { company_id, 'topic.chat_id': chat_id, 'topic.thread_id': thread_id },
    { projection: { _id: 1 } },
  );
  return found?._id;
}

async function adminIn(db: Db, telegram_id: number, company_id: string): Promise<ObjectId | undefined> {
  const found = await collections(db).users.findOne(
    { telegram_id, company_id, roles: 'admin' },
    { projection: { _id: 1 } },
  );
  return found?._id;
}

/** Not while something waits to be carried there: whoever closed it has not seen that. */
async function close(db: Db, _id: ObjectId): Promise<boolean> {
  const { conversations, conversationMessages } = collections(db);
  // Where it stands is read first: what is said after that is no part of what was closed.
  const talk = await conversations.findOne(
    { _id, status: 'open' },
    { projection: { company_id: 1, seq: 1 } },
  );
  if ((await conversationMessages.countDocuments({ uncarried: _id }, { limit: 1 })) > 0) return false;
  return talk !== null && closeTalk(db, talk.company_id, _id, talk.seq);
}

const open = async (db: Db, _id: ObjectId): Promise<boolean> =>
  (
    await collections(db).conversations.updateOne(
      { _id, status: 'closed' },
      { $set: { status: 'open', opened_by: null } },
    )
  ).matchedCount > 0;

async function connect(
  db: Db,
  { telegram_id, chat_id, title, language_code, code_hash, forum, manages_topics }: GroupCode,
  now: () => Promise<number>,
): ReturnType<StaffGroups['connect']> {
  const { staffGroups, users } = collections(db);
  const made = { 'code.hash': code_hash, 'code.until': { $gt: new Date(await now()) } };
  const [wanted, person] = await Promise.all([
    staffGroups.findOne(made),
    users.findOne({ telegram_id }, { projection: { company_id: 1, roles: 1, lang: 1, language_code: 1 } }),
  ]);
  const admin = person?.roles.includes('admin') === true;
  const lang = langOf(person?.lang ?? null, language_code ?? person?.language_code ?? null);
  const of_it = admin && wanted?._id === person?.company_id;
  const outcome = connecting({ code: wanted !== null, admin, of_it, forum, manages_topics });
  if (outcome !== 'connected' || !wanted || !person) {
    // The update came again, after its first time had connected the group.
    const again = { _id: person?.company_id ?? '', chat_id, used_code: code_hash };
    const known = outcome === 'no_code' && (await staffGroups.countDocuments(again, { limit: 1 })) > 0;
    return { outcome: known ? 'connected' : outcome, lang };
  }
  const taken = await takeGroup(
    db,
    { _id: wanted._id, ...made },
    { chat_id, title, lang, used_code: code_hash },
    person._id,
  );
  if (!taken) return { outcome: 'no_code', lang };
  return { outcome, lang, by: { company_id: wanted._id, user: asUserId(person._id) } };
}

/** The code is good once. A group that was another company's is theirs no more. */
async function takeGroup(
  db: Db,
  which: { readonly _id: string },
  group: Required<Pick<StaffGroupDoc, 'chat_id' | 'title' | 'lang' | 'used_code'>>,
  connected_by: ObjectId,
): Promise<boolean> {
  const { staffGroups } = collections(db);
  const take = () =>
    staffGroups.updateOne(which, {
      $set: { ...group, connected_by },
      $unset: { code: '', lost: '', strangers: '' },
    });
  try {
    return (await take()).matchedCount > 0;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await disconnect(db, { chat_id: group.chat_id }, null);
    return (await take()).matchedCount > 0;
  }
}
