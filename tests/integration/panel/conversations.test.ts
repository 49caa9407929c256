import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTalkDesk } from '../../../adapters/mongo/conversations/desk.ts';
import { conversationIndexes } from '../../../adapters/mongo/conversations/indexes.ts';
import { createPluggedInStore } from '../../../adapters/mongo/conversations/plugged-in.ts';
import { createReadyAnswers } from '../../../adapters/mongo/conversations/ready-answers.ts';
import { createSaidKeeper } from '../../../adapters/mongo/conversations/said.ts';
import { createTalk, createUnsentTo } from '../../../adapters/mongo/conversations/talk.ts';
import { ensureIndexes } from '../../../adapters/mongo/indexes.ts';
import { createPerson, type NewPerson } from '../../../adapters/mongo/people.ts';
import type { TalkQuery } from '../../../admin/panel/ports/conversations.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel-conversations');
  await ensureIndexes(world.db, conversationIndexes);
});
afterAll(() => world.close());

let company = '';
let account = 9_000;
let now = 1_000_000;
beforeEach(() => {
  company = new ObjectId().toHexString();
});

const desk = () => createTalkDesk(world.db);
async function someone(more: NewPerson = {}): Promise<UserId> {
  account += 1;
  const id = await createPerson(world.db, { company_id: company, telegram_id: account, ...more }, now);
  if (!id) throw new Error('the account is taken');
  return id;
}
const staff = () => someone({ first_name: 'Olga', roles: ['admin'] });

let update = 0;
/** Of the person with that account. */
async function says(
  user: UserId,
  text: string,
  more: { update?: number; edits?: number } = {},
): Promise<void> {
  const person = await world.db.collection('users').findOne({ _id: new ObjectId(user) });
  update += 1;
  now += 1_000;
  await createSaidKeeper(world.db, async () => now).keep({
    bot_id: 1,
    update_id: more.update ?? update,
    telegram_id: Number(person?.['telegram_id']),
    message_id: more.edits ?? update,
    edited: more.edits !== undefined,
    text,
    file: null,
  });
}
async function answers(
  user: UserId,
  by: UserId,
  text: string,
  key = `staff:${new ObjectId().toHexString()}`,
) {
  now += 1_000;
  return desk().answer(company, { user, by, key, text, at: now });
}
const thread = async (user: UserId, which: { before?: number; most?: number } = {}) => {
  const found = await desk().talk(company, user, { before: which.before, most: which.most ?? 100 });
  if (!found) throw new Error('nobody is there');
  return found;
};
const inbox = async (query: Partial<TalkQuery> = {}, most = 50) =>
  desk().page(company, { text: '', filter: 'open', who: await anybody(), after: undefined, ...query }, most);
const anybody = async () => (known ??= await staff());
let known: UserId | undefined;
const namesIn = async (query: Partial<TalkQuery> = {}) => (await inbox(query)).rows.map(({ name }) => name);

test('the inbox says who wrote what, since when they wait, what is unread; an answer ends the wait and is the last word', async () => {
  const [olga, anna] = [await staff(), await someone({ first_name: 'Anna', username: 'anna_i' })];
  await says(anna, 'Is there parking?');
  const since = now;
  await says(anna, 'Hello?');
  const [before] = (await inbox()).rows;
  expect(before).toEqual({
    user_id: anna,
    name: 'Anna',
    username: 'anna_i',
    last: { from: 'person', text: 'Hello?', file: null },
    last_at: now,
    waiting_since: since,
    unread: true,
    closed: false,
    claimed_by: null,
  });
  expect(await desk().waiting(company, 100)).toBe(1);
  expect(await desk().waiting('elsewhere', 100)).toBe(0);
  await answers(anna, olga, 'Behind the house');
  const [after] = (await inbox()).rows;
  expect(after).toMatchObject({
    last: { from: 'staff', text: 'Behind the house' },
    waiting_since: null,
    unread: false,
    claimed_by: { user_id: olga, name: 'Olga' },
  });
  expect(await desk().waiting(company, 100)).toBe(0);
});

test('the same form sent twice, at once and later, is one message', async () => {
  const [olga, anna] = [await staff(), await someone()];
  await says(anna, 'Is there parking?');
  await Promise.all([1, 2, 3].map(() => answers(anna, olga, 'Yes', `staff:one-${anna}`)));
  await says(anna, 'Thank you!');
  await answers(anna, olga, 'Yes', `staff:one-${anna}`);
  expect((await inbox()).rows[0]?.last?.text).toBe('Thank you!');
  const { words, waiting_since } = await thread(anna);
  expect(words.map(({ text }) => text)).toEqual(['Is there parking?', 'Yes', 'Thank you!']);
  expect(waiting_since).not.toBeNull();
});

test('a thread has its words in order, by whom, what was edited, and how each answer went', async () => {
  const [olga, anna] = [await staff(), await someone({ first_name: 'Anna' })];
  await says(anna, 'Is there parkin?');
  await says(anna, 'Is there parking?', { edits: update });
  await answers(anna, olga, 'Yes');
  await answers(anna, olga, 'Behind the house');
  const talk = createTalk(world.db);
  const first = await talk.nextAnswer(anna);
  await talk.answered(first?.message_id ?? '', 'unknown', now);
  const { words, seq, earlier } = await thread(anna);
  expect(words).toMatchObject([
    { from: 'person', by: null, text: 'Is there parking?', sending: null },
    { from: 'staff', by: 'Olga', text: 'Yes', sending: 'unknown', edited_at: null },
    { from: 'staff', by: 'Olga', text: 'Behind the house', sending: 'waits' },
  ]);
  expect(words[0]?.edited_at).toBeGreaterThan(words[0]?.at ?? 0);
  // The edit has a number of its own, for whoever reads along.
  expect([seq, earlier]).toEqual([4, false]);
  const newest = await thread(anna, { most: 1 });
  expect([newest.words[0]?.text, newest.earlier]).toEqual(['Behind the house', true]);
  const older = await thread(anna, { before: seq, most: 5 });
  expect(older.words.map(({ text }) => text)).toEqual(['Is there parking?', 'Yes']);
});

test('each filter has exactly its conversations', async () => {
  const [olga, petr] = [await staff(), await staff()];
  const [anna, boris, vera] = [
    await someone({ first_name: 'Anna' }),
    await someone({ first_name: 'Boris' }),
    await someone({ first_name: 'Vera' }),
  ];
  for (const one of [anna, boris, vera]) await says(one, 'Hello');
  await answers(boris, petr, 'Hello');
  await desk().close(company, vera, (await thread(vera)).seq);
  expect(await namesIn()).toEqual(['Boris', 'Anna']);
  expect(await namesIn({ filter: 'unread' })).toEqual(['Anna']);
  expect(await namesIn({ filter: 'mine', who: petr })).toEqual(['Boris']);
  expect(await namesIn({ filter: 'mine', who: olga })).toEqual([]);
  expect(await namesIn({ filter: 'closed' })).toEqual(['Vera']);
  expect(await namesIn({ filter: 'all' })).toEqual(['Boris', 'Vera', 'Anna']);
});

test('a conversation is found by name, @username, the number of a booking and words that were said, in its company only', async () => {
  const anna = await someone({ first_name: 'Анна', username: 'anna_i' });
  const boris = await someone({ first_name: 'Борис' });
  await says(anna, 'Есть ли парковка (рядом)?');
  await says(boris, 'Здравствуйте');
  const event = await anEvent(world);
  const [slot] = await someSlots(world, event, 1);
  if (!slot) throw new Error('no slot');
  const { booking_id } = await bookedIn(world, event, slot, boris);
  const found = await world.rows.bookings.findOneAndUpdate(
    { _id: new ObjectId(booking_id) },
    { $set: { company_id: company } },
    { returnDocument: 'after' },
  );
  for (const text of ['анн', '@anna', 'ПАРКОВ', '(рядом)?', ' Анна '])
    expect(await namesIn({ text, filter: 'all' }), text).toEqual(['Анна']);
  expect(await namesIn({ text: found?.number ?? '', filter: 'all' })).toEqual(['Борис']);
  for (const text of ['.*', '$where', 'нет такого'])
    expect(await namesIn({ text, filter: 'all' }), text).toEqual([]);
  company = 'elsewhere';
  expect(await namesIn({ text: 'парков', filter: 'all' })).toEqual([]);
});

test('the inbox comes page by page, each conversation once', async () => {
  for (const first_name of ['A', 'B', 'C', 'D', 'E']) await says(await someone({ first_name }), 'Hello');
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await inbox({ after }, 2);
    seen.push(...page.rows.map(({ name }) => name));
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(['E', 'D', 'C', 'B', 'A']);
});

test('of two who take a conversation at once one has it; a colleague gets it from who had it', async () => {
  const [olga, petr, anna] = [await staff(), await staff(), await someone()];
  expect(await desk().hand(company, anna, { was: null, now: olga })).toBe(false);
  await says(anna, 'Hello');
  const took = await Promise.all([olga, petr].map((now) => desk().hand(company, anna, { was: null, now })));
  expect(took.filter(Boolean)).toHaveLength(1);
  const holder = (await thread(anna)).claimed_by?.user_id ?? null;
  const other = holder === olga ? petr : olga;
  expect(await desk().hand(company, anna, { was: other, now: other })).toBe(false);
  expect(await desk().hand(company, anna, { was: holder, now: other })).toBe(true);
  expect(await desk().hand('elsewhere', anna, { was: other, now: null })).toBe(false);
  expect((await thread(anna)).claimed_by?.user_id).toBe(other);
});

test('a conversation is not closed over a message nobody saw; closed it waits no more, and the next message opens it', async () => {
  const anna = await someone();
  await says(anna, 'Hello');
  const { seq } = await thread(anna);
  await says(anna, 'And one thing more');
  expect(await desk().close(company, anna, seq)).toBe(false);
  expect(await desk().close('elsewhere', anna, seq + 1)).toBe(false);
  expect(await desk().close(company, anna, seq + 1)).toBe(true);
  expect(await thread(anna)).toMatchObject({ status: 'closed', waiting_since: null });
  expect(await namesIn({ filter: 'unread' })).toEqual([]);
  await says(anna, 'Hello again');
  const { status, waiting_since, words } = await thread(anna);
  expect([status, waiting_since]).toEqual(['open', now]);
  const talk = createTalk(world.db);
  const opens = await Promise.all(
    words.map(async ({ message_id }) => (await talk.said(anna, message_id))?.opens),
  );
  expect(opens).toEqual([true, false, true]);
});

test('what the bot says by itself while somebody reads keeps a conversation from being closed no more than it is an answer', async () => {
  const anna = await someone();
  await says(anna, 'Hello');
  const { seq } = await thread(anna);
  await createTalk(world.db).note(anna, 'note:1', 'Your message is with the organisers.', now);
  await says(anna, 'Are you there?');
  expect(await desk().close(company, anna, seq)).toBe(false);
  expect((await thread(anna)).waiting_since).not.toBeNull();
  const read = (await thread(anna)).seq;
  await createTalk(world.db).note(anna, 'note:2', 'Your message is with the organisers.', now);
  expect(await desk().close(company, anna, read)).toBe(true);
  expect(await namesIn({ filter: 'unread' })).toEqual([]);
});

test('a conversation that is closed is nobody’s: opened again it is a plugged-in worker’s, only with what is new', async () => {
  const [olga, anna] = [await staff(), await someone()];
  const [talk, worker] = [createTalk(world.db), createPluggedInStore(world.db)];
  await says(anna, 'Hello');
  await answers(anna, olga, 'Hello!');
  await desk().close(company, anna, (await thread(anna)).seq);
  expect((await thread(anna)).claimed_by).toBeNull();
  await says(anna, 'Is there parking?');
  const { words, claimed_by } = await thread(anna);
  expect(claimed_by).toBeNull();
  expect(await talk.said(anna, words.at(-1)?.message_id ?? '')).toEqual({ opens: true, for_worker: true });
  const [asked] = await worker.unanswered([anna]);
  expect(asked?.entries.map(({ text }) => text)).toEqual(['Is there parking?']);
});

test('an answer opens a closed conversation; the same form once more does not', async () => {
  const [olga, anna] = [await staff(), await someone()];
  await says(anna, 'Hello');
  await desk().close(company, anna, (await thread(anna)).seq);
  const key = `staff:late-${anna}`;
  await answers(anna, olga, 'One thing more', key);
  const { status, seq } = await thread(anna);
  expect(status).toBe('open');
  await desk().close(company, anna, seq);
  await says(anna, 'Thank you');
  await desk().close(company, anna, seq + 1);
  await answers(anna, olga, 'One thing more', key);
  expect((await thread(anna)).status).toBe('closed');
});

test('who opened it has read all up to there, and no more', async () => {
  const anna = await someone();
  await says(anna, 'Hello');
  const { seq } = await thread(anna);
  await says(anna, 'Anybody?');
  await desk().read(company, anna, seq);
  expect(await namesIn({ filter: 'unread' })).toHaveLength(1);
  await desk().read('elsewhere', anna, seq + 1);
  expect(await namesIn({ filter: 'unread' })).toHaveLength(1);
  await desk().read(company, anna, seq + 1);
  await desk().read(company, anna, seq);
  expect(await namesIn({ filter: 'unread' })).toEqual([]);
});

test('staff may write first; who is of another company, or was erased, is nobody', async () => {
  const [olga, anna] = [await staff(), await someone({ first_name: 'Anna' })];
  expect(await thread(anna)).toMatchObject({ status: 'none', words: [], seq: 0 });
  await answers(anna, olga, 'Will you come?');
  expect(await thread(anna)).toMatchObject({
    status: 'open',
    words: [{ text: 'Will you come?', sending: 'waits' }],
  });
  const other = await someone({ company_id: 'elsewhere' });
  expect(await answers(other, olga, 'Hello')).toBe(false);
  expect(await desk().talk(company, other, { before: undefined, most: 1 })).toBeUndefined();
  await world.db
    .collection('users')
    .updateOne({ _id: new ObjectId(anna) }, { $set: { erased_at: new Date() } });
  expect(await desk().talk(company, anna, { before: undefined, most: 1 })).toBeUndefined();
  expect(await answers(anna, olga, 'Hello')).toBe(false);
});

test('an answer that was not sent is found when it is old enough, until it is sent', async () => {
  const [olga, anna] = [await staff(), await someone()];
  await answers(anna, olga, 'One');
  await answers(anna, olga, 'Two');
  const unsentTo = createUnsentTo(world.db);
  expect(await unsentTo(now - 1_000)).not.toContain(anna);
  expect((await unsentTo(now + 1)).filter((one) => one === anna)).toHaveLength(1);
  const talk = createTalk(world.db);
  for (const fate of ['sent', 'refused'] as const) {
    const next = await talk.nextAnswer(anna);
    await talk.answered(next?.message_id ?? '', fate, now);
  }
  expect(await unsentTo(now + 1)).not.toContain(anna);
});

test('ready answers are one company’s own; a change of what somebody changed meanwhile is not made', async () => {
  const ready = createReadyAnswers(world.db);
  const id = await ready.add(company, { title: 'Parking', text: 'Behind the house' });
  await ready.add(company, { title: 'Documents', text: 'A passport' });
  expect((await ready.list(company)).map(({ title, rev }) => [title, rev])).toEqual([
    ['Documents', 1],
    ['Parking', 1],
  ]);
  expect(await ready.list('elsewhere')).toEqual([]);
  expect(await ready.change('elsewhere', id, 1, { title: 'x', text: 'x' })).toBe(false);
  expect(await ready.change(company, id, 1, { title: 'Parking', text: 'There is none' })).toBe(true);
  expect(await ready.change(company, id, 1, { title: 'Parking', text: 'Late' })).toBe(false);
  expect(await ready.remove('elsewhere', id)).toBe(false);
  expect(await ready.remove(company, id)).toBe(true);
  expect((await ready.list(company)).map(({ title }) => title)).toEqual(['Documents']);
});
