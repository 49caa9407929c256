import type { Db, ObjectId } from 'mongodb';
import type { Sending, Talk, TalkDesk, Words } from '../../../admin/panel/ports/conversations.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { ConversationMessageDoc } from '../documents/conversation.ts';
import { asUserId, oid } from '../ids.ts';
import { rowsOf } from '../panel/bookings.ts';
import { nameOf, namesOf } from '../panel/names.ts';

const mostBookings = 20;

/** One person, what was said, and what they have booked. */
export async function readThread(
  db: Db,
  company_id: string,
  user: UserId,
  { before, most }: Parameters<TalkDesk['talk']>[2],
): Promise<Talk | undefined> {
  const { users, conversations, conversationMessages, bookings } = collections(db);
  const _id = oid(user);
  const person = await users.findOne({ _id, company_id, erased_at: { $exists: false } });
  if (!person) return undefined;
  const [talk, newest, booked] = await Promise.all([
    conversations.findOne({ _id, company_id }),
    conversationMessages
      .find({ user_id: _id, company_id, ...(before !== undefined && { seq: { $lt: before } }) })
      .sort({ seq: -1 })
      .limit(most + 1)
      .toArray(),
    bookings.find({ user_id: _id, company_id }).sort({ _id: -1 }).limit(mostBookings).toArray(),
  ]);
  const claimed = talk?.claimed_by ?? null;
  const shown = newest.slice(0, most);
  const authors = shown.flatMap(({ by }) => by ?? []);
  const [names, theirs] = await Promise.all([
    namesOf(db, claimed ? [...authors, claimed] : authors),
    rowsOf(db, booked),
  ]);
  const named = (id: ObjectId) => names.get(id.toHexString())?.name ?? '';
  return {
    user_id: user,
    name: nameOf(person),
    username: person.username,
    reachable: person.telegram_id === null ? 'no_account' : person.reachable,
    candidate: person.roles.includes('candidate'),
    allowed: person.allowed,
    status: talk?.status ?? 'none',
    waiting_since: talk?.waiting_since?.getTime() ?? null,
    seq: talk?.seq ?? 0,
    claimed_by: claimed && { user_id: asUserId(claimed), name: named(claimed) },
    words: shown.toReversed().map((row) => wordsOf(row, row.by && named(row.by))),
    earlier: newest.length > most,
    bookings: theirs,
  };
}

const wordsOf = (row: ConversationMessageDoc, by: string | null): Words => ({
  message_id: row._id.toHexString(),
  seq: row.seq,
  from: row.from,
  by,
  text: row.text,
  file: row.file && { kind: row.file.kind, name: row.file.name, size: row.file.size },
  at: row.at.getTime(),
  edited_at: row.edited_at?.getTime() ?? null,
  sending: sendingOf(row),
});

const sendingOf = ({ from, unsent_to, fate }: ConversationMessageDoc): Sending | null =>
  from === 'person' ? null : unsent_to === undefined ? fate : 'waits';
