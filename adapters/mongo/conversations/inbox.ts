import { type Db, type Filter, ObjectId } from 'mongodb';
import type { TalkQuery, TalkRow } from '../../../admin/panel/ports/conversations.ts';
import type { Page } from '../../../admin/panel/ports/page.ts';
import { assertNever } from '../../../core/shared/assert-never.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { ConversationDoc } from '../documents/conversation.ts';
import { asUserId, oid } from '../ids.ts';
import { namesOf, unique } from '../panel/names.ts';
import { escaped, peopleLike } from '../panel/people-like.ts';

/** More than these nobody looks through. */
const mostAlike = 1_000;

/** Conversations of a company, those with the newest words first, a page at a time. */
export async function readInbox(
  db: Db,
  company: string,
  query: TalkQuery,
  most: number,
): Promise<Page<TalkRow>> {
  const typed = query.text.trim();
  const found = await collections(db)
    .conversations.find({
      company_id: company,
      ...narrowed(query),
      ...behind(query.after),
      ...(typed !== '' && { _id: { $in: await whoFits(db, company, typed) } }),
    })
    .sort({ last_at: -1, _id: -1 })
    .limit(most + 1)
    .toArray();
  const rows = await rowsOf(db, found.slice(0, most));
  const last = found[most - 1];
  return { rows, ...(found.length > most && last ? { next: placeOf(last) } : {}) };
}

/** What is unread is open: a message opens, and closing reads. */
function narrowed({ filter, who }: TalkQuery): Filter<ConversationDoc> {
  switch (filter) {
    case 'open':
    case 'closed':
      return { status: filter };
    case 'unread':
      return { status: 'open', $expr: { $gt: ['$said_seq', '$read_seq'] } };
    case 'mine':
      return { status: 'open', claimed_by: oid(who) };
    case 'all':
      return {};
    default:
      return assertNever(filter);
  }
}

const placeOf = ({ last_at, _id }: ConversationDoc): string => `${last_at.getTime()}-${_id.toHexString()}`;

function behind(after: string | undefined): Filter<ConversationDoc> {
  const [at = '', id] = after?.split('-') ?? [];
  if (!/^\d{1,15}$/.test(at) || !isObjectId(id)) return {};
  const last_at = new Date(Number(at));
  return { $or: [{ last_at: { $lt: last_at } }, { last_at, _id: { $lt: new ObjectId(id) } }] };
}

/** By name, by the number of a booking, by what was said. */
async function whoFits(db: Db, company_id: string, typed: string): Promise<ObjectId[]> {
  const { users, bookings, conversationMessages: messages } = collections(db);
  const [people, booked, said] = await Promise.all([
    users
      .find({ company_id, ...peopleLike(typed) }, { projection: { _id: 1 } })
      .limit(mostAlike)
      .toArray(),
    bookings
      .find({ company_id, number: typed.toUpperCase() }, { projection: { user_id: 1 } })
      .limit(1)
      .toArray(),
    messages
      .find(
        { company_id, text: { $regex: escaped(typed), $options: 'i' } },
        { projection: { _id: 0, user_id: 1 } },
      )
      .sort({ at: -1 })
      .limit(mostAlike)
      .toArray(),
  ]);
  return unique([...people.map(({ _id }) => _id), ...[...booked, ...said].map(({ user_id }) => user_id)]);
}

async function rowsOf(db: Db, found: readonly ConversationDoc[]): Promise<TalkRow[]> {
  const claimed = found.flatMap(({ claimed_by }) => claimed_by ?? []);
  const [names, last] = await Promise.all([
    namesOf(db, [...found.map(({ _id }) => _id), ...claimed]),
    lastWords(db, found),
  ]);
  const nameOf = (id: ObjectId) => names.get(id.toHexString())?.name ?? '';
  return found.map(({ _id, last_at, waiting_since, said_seq, read_seq, status, claimed_by }) => {
    const words = last.get(_id.toHexString());
    return {
      user_id: asUserId(_id),
      name: nameOf(_id),
      username: names.get(_id.toHexString())?.username ?? null,
      last: words ? { from: words.from, text: words.text, file: words.file } : null,
      last_at: last_at.getTime(),
      waiting_since: waiting_since?.getTime() ?? null,
      unread: said_seq > read_seq,
      closed: status === 'closed',
      claimed_by: claimed_by && { user_id: asUserId(claimed_by), name: nameOf(claimed_by) },
    };
  });
}

const wordsFields = { user_id: 1, from: 1, text: 1, file: 1 } as const;

async function lastWords(db: Db, found: readonly ConversationDoc[]) {
  const { conversationMessages: messages } = collections(db);
  const named = await messages
    .find(
      { _id: { $in: found.flatMap(({ last_message }) => last_message ?? []) } },
      { projection: wordsFields },
    )
    .toArray();
  const last = new Map(named.map((row) => [row.user_id.toHexString(), row]));
  // Named before it was written, by somebody who then was not the first to write it.
  const others = found.filter(({ _id, last_message }) => last_message && !last.has(_id.toHexString()));
  const newest = await Promise.all(
    others.map(({ _id: user_id }) =>
      messages.findOne({ user_id, from: { $ne: 'bot' } }, { projection: wordsFields, sort: { seq: -1 } }),
    ),
  );
  for (const row of newest) if (row) last.set(row.user_id.toHexString(), row);
  return last;
}
