import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Topic } from '../../activities/conversations/topic-ports.ts';
import { keepAnswer } from '../../adapters/mongo/conversations/desk.ts';
import { createSaidKeeper } from '../../adapters/mongo/conversations/said.ts';
import { createTalk } from '../../adapters/mongo/conversations/talk.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { erase } from '../../adapters/mongo/people/erase.ts';
import { createStaffGroupDesk } from '../../adapters/mongo/staff-group/desk.ts';
import { createStaffGroups } from '../../adapters/mongo/staff-group/groups.ts';
import { createStaffGroupRounds } from '../../adapters/mongo/staff-group/rounds.ts';
import { createTopics } from '../../adapters/mongo/staff-group/topics.ts';
import { createUncarried } from '../../adapters/mongo/staff-group/uncarried.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { type BookingWorld, openBookingWorld, someone } from '../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('staff-group');
});
afterAll(() => world.close());
beforeEach(() => world.rows.staffGroups.deleteMany({}));

const chat_id = -1_002_000_000_123;
const minute = 60_000;
const groups = () => createStaffGroups(world.db, async () => world.clock.now);
const desk = () => createStaffGroupDesk(world.db);
const topics = () => createTopics(world.db);
let lastUpdate = 0;

async function accountOf(user: UserId): Promise<number> {
  return (await world.rows.users.findOne({ _id: oid(user) }))?.telegram_id ?? 0;
}
async function admin(company_id = 'default'): Promise<UserId> {
  const user = await someone(world);
  await world.rows.users.updateOne({ _id: oid(user) }, { $set: { roles: ['admin'], company_id } });
  return user;
}
async function typed(user: UserId, code: string, more: object = {}) {
  return groups().connect({
    telegram_id: await accountOf(user),
    chat_id,
    title: 'Desk',
    code_hash: createHash('sha256').update(code).digest('hex'),
    forum: true,
    manages_topics: true,
    ...more,
  });
}
async function connected(): Promise<UserId> {
  const user = await admin();
  await typed(user, await desk().makeCode('default', world.clock.now));
  return user;
}
async function says(user: UserId, text: string, more: object = {}): Promise<void> {
  lastUpdate += 1;
  await createSaidKeeper(world.db, async () => world.clock.now).keep({
    bot_id: 1,
    update_id: lastUpdate,
    message_id: lastUpdate,
    telegram_id: await accountOf(user),
    edited: false,
    text,
    file: null,
    ...more,
  });
}
async function inTopic(by: UserId, thread_id: number, text: string, more: object = {}) {
  lastUpdate += 1;
  const place = { chat_id, thread_id, bot_id: 1, update_id: lastUpdate, message_id: lastUpdate };
  return groups().said({
    ...place,
    telegram_id: await accountOf(by),
    edited: false,
    text,
    file: null,
    ...more,
  });
}
/** A topic as the worker makes it. */
async function topicFor(user: UserId, thread: number): Promise<Topic> {
  const { topic } = (await topics().next(user)) ?? expect.unreachable('nothing waits');
  await topics().calling(user, topic);
  await topics().made(user, topic, thread);
  await topics().introduced(user, topic);
  return (await topics().next(user))?.topic ?? expect.unreachable('nothing waits');
}
async function carriesAll(user: UserId): Promise<string[]> {
  const seen: string[] = [];
  for (let next = await topics().next(user); next?.message; next = await topics().next(user)) {
    seen.push(next.message.text);
    await topics().carried(next.message);
  }
  return seen;
}

test('whoever connects a group hears it in the language of their Telegram, also when they never wrote to the bot', async () => {
  const user = await admin();
  await world.rows.users.updateOne({ _id: oid(user) }, { $set: { lang: null, language_code: null } });
  const code = await desk().makeCode('default', world.clock.now);
  expect(await typed(user, code, { language_code: 'en' })).toMatchObject({
    outcome: 'connected',
    lang: 'en',
  });
});

test('a code works once, for a quarter of an hour, for administrators of its company', async () => {
  const [olga, other, candidate] = [await admin(), await admin('other'), await someone(world)];
  const code = await desk().makeCode('default', world.clock.now);
  expect((await typed(candidate, 'WRONG')).outcome).toBe('silent');
  expect((await typed(olga, 'WRONG')).outcome).toBe('no_code');
  expect((await typed(other, code)).outcome).toBe('not_admin');
  expect((await typed(olga, code, { manages_topics: false })).outcome).toBe('no_right');
  const both = await Promise.all([typed(olga, code), typed(olga, code, { chat_id: chat_id - 1 })]);
  expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['connected', 'no_code']);
  const late = await desk().makeCode('default', world.clock.now - 15 * minute);
  expect((await typed(olga, late)).outcome).toBe('no_code');
});

test('the same update brought again says the same, and the line of the audit is not written twice', async () => {
  const olga = await admin();
  const code = await desk().makeCode('default', world.clock.now);
  expect(await typed(olga, code)).toMatchObject({ outcome: 'connected', by: { user: olga } });
  const again = await typed(olga, code);
  expect(again).toEqual({ outcome: 'connected', lang: again.lang });
});

test('a group is one company’s: another takes it over, and the first has none', async () => {
  await connected();
  const other = await admin('other');
  await typed(other, await desk().makeCode('other', world.clock.now));
  expect((await desk().read('default')).connected).toBeNull();
  expect((await desk().read('other')).connected?.title).toBe('Desk');
});

test('topics of the company that had the group before are nothing to the one that has it now', async () => {
  await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  await topicFor(anna, 41);
  await carriesAll(anna);
  const other = await admin('other');
  await typed(other, await desk().makeCode('other', world.clock.now));
  const closed = { bot_id: 1, chat_id, thread_id: 41, telegram_id: await accountOf(other), closed: true };
  expect(await groups().topic({ ...closed, update_id: (lastUpdate += 1) })).toBeUndefined();
  expect(await inTopic(other, 41, 'Hello')).toEqual({ heard: 'nothing' });
  expect((await world.rows.conversations.findOne({ _id: oid(anna) }))?.status).toBe('open');
});

test('what is said waits for its topic in order, each once, and edits once more', async () => {
  await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  const first = lastUpdate;
  await says(anna, 'two');
  await topicFor(anna, 5);
  expect(await carriesAll(anna)).toEqual(['one', 'two']);
  expect(await topics().next(anna)).toBeNull();
  await says(anna, 'one, better', { edited: true, message_id: first });
  const edited = await topics().next(anna);
  expect(edited?.message).toMatchObject({ text: 'one, better', edited: true });
  // Changed again while it was carried.
  await says(anna, 'one, best', { edited: true, message_id: first });
  if (edited?.message) await topics().carried(edited.message);
  expect(await carriesAll(anna)).toEqual(['one, best']);
});

test('a file that somebody replaced is to be carried once more; one whose words alone they edited is not', async () => {
  await connected();
  const anna = await someone(world);
  const cv = (id: string, reference = id) => {
    const file = { kind: 'document', file_id: reference, unique_id: id, name: 'CV.pdf', type: null, size: 9 };
    return { file };
  };
  await says(anna, 'My CV', cv('old'));
  const edit = { edited: true, message_id: lastUpdate };
  await topicFor(anna, 12);
  const next = async () => {
    const found = (await topics().next(anna))?.message ?? expect.unreachable('nothing waits');
    return { found, ...found };
  };
  const carried = async () => {
    const { found } = await next();
    await topics().carried(found);
  };
  expect(await next()).toMatchObject({ edited: false, file_waits: true });
  // Before it was carried at all.
  await says(anna, 'My CV!', { ...edit, ...cv('old') });
  expect(await next()).toMatchObject({ edited: true, file_waits: true });
  await carried();
  await says(anna, 'My old CV', { ...edit, ...cv('old', 'another reference') });
  expect(await next()).toMatchObject({ edited: true, file_waits: false });
  await carried();
  await says(anna, 'My new CV', { ...edit, ...cv('new') });
  // And its words once more, before it was carried.
  await says(anna, 'My newest CV', { ...edit, ...cv('new') });
  expect(await next()).toMatchObject({ text: 'My newest CV', file_waits: true });
  await carried();
  expect(await topics().next(anna)).toBeNull();
});

test('without a group nothing waits for one, and what waited for one that is gone is forgotten', async () => {
  const anna = await someone(world);
  await says(anna, 'nobody there');
  await connected();
  expect(await topics().next(anna)).toBeNull();
  await says(anna, 'somebody there');
  expect(await groups().lost({ chat_id, why: 'thrown_out' })).toBe(true);
  expect(await groups().lost({ chat_id, why: 'thrown_out' })).toBe(false);
  expect(await topics().next(anna)).toBeNull();
  expect(await world.rows.conversationMessages.countDocuments({ uncarried: oid(anna) })).toBe(0);
  expect((await desk().read('default')).lost).toEqual({ title: 'Desk', why: 'thrown_out' });
});

test('what was left behind is found when it is old enough, ever more rarely, and only while there is a group', async () => {
  await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  await says(anna, 'two');
  const { uncarriedOf, notBefore } = createUncarried(world.db);
  const { now } = world.clock;
  const left = async (at: number, before = at) =>
    (await uncarriedOf(before, at)).filter(({ user }) => user === anna);
  expect(await left(now)).toEqual([]);
  const soon = now + minute;
  expect(await left(soon)).toEqual([{ user: anna, times: 0 }]);
  await notBefore({ user: anna, times: 0 }, soon + minute);
  expect(await left(soon + minute - 1)).toEqual([]);
  expect(await left(soon + minute)).toEqual([{ user: anna, times: 1 }]);
  await topicFor(anna, 11);
  expect(await carriesAll(anna)).toEqual(['one', 'two']);
  expect(await left(soon + minute)).toEqual([]);
  // Carried, it has forgotten that: an edit begins anew.
  await says(anna, 'two, better', { edited: true, message_id: lastUpdate });
  expect(await left(soon)).toEqual([{ user: anna, times: 0 }]);
  await groups().lost({ chat_id, why: 'thrown_out' });
  expect(await left(soon)).toEqual([]);
});

test('of two calls that make a topic without an answer the store knows', async () => {
  await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  const { topic } = (await topics().next(anna)) ?? expect.unreachable('nothing waits');
  await topics().calling(anna, topic);
  await topics().calling(anna, topic);
  await topics().another(anna, topic);
  expect((await topics().next(anna))?.topic).toMatchObject({ n: 2, thread_id: null, doubtful: true });
  // Late news of the first: that topic is nobody's, and goes.
  await topics().made(anna, topic, 5);
  expect((await topics().next(anna))?.topic.thread_id).toBeNull();
  expect(await createStaffGroupRounds(world.db).leftovers(0)).toMatchObject([{ chat_id, thread_id: 5 }]);
});

test('what an administrator writes in a topic is an answer, once, by them, and is not carried back', async () => {
  const olga = await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  await topicFor(anna, 6);
  await carriesAll(anna);
  const heard = await inTopic(olga, 6, 'an answer');
  expect(heard).toMatchObject({ heard: 'answer', wake: anna, kept: { by: olga, user: anna } });
  await inTopic(olga, 6, 'an answer', { update_id: lastUpdate });
  const talk = await world.rows.conversations.findOne({ _id: oid(anna) });
  expect([talk?.waiting_since, talk?.claimed_by?.toHexString()]).toEqual([null, olga]);
  const kept = await world.rows.conversationMessages.find({ user_id: oid(anna), from: 'staff' }).toArray();
  expect(kept.map(({ text, by }) => [text, by?.toHexString()])).toEqual([['an answer', olga]]);
  expect(await topics().next(anna)).toBeNull();
  const answer = await createTalk(world.db).nextAnswer(anna);
  expect(answer?.text).toBe('an answer');
  await createTalk(world.db).answered(answer?.message_id ?? '', 'unreachable', world.clock.now);
  expect((await topics().next(anna))?.message).toMatchObject({ from_topic: true, fate: 'unreachable' });
  expect(await inTopic(olga, 999, 'nobody’s topic')).toEqual({ heard: 'nothing' });
});

test('who is no administrator of the company is told so once, and an edit each time', async () => {
  const olga = await connected();
  const [anna, other] = [await someone(world), await admin('other')];
  await says(anna, 'one');
  await topicFor(anna, 7);
  await carriesAll(anna);
  expect((await inTopic(other, 7, 'let me')).heard).toBe('stranger');
  expect((await inTopic(other, 7, 'again')).heard).toBe('nothing');
  expect((await inTopic(olga, 7, 'changed', { edited: true })).heard).toBe('edited');
  await inTopic(olga, 7, 'changed', { edited: true, update_id: lastUpdate });
  await inTopic(olga, 7, 'changed again', { edited: true });
  const notices: string[] = [];
  for (let next = await topics().next(anna); next?.notice; next = await topics().next(anna)) {
    notices.push(next.notice.notice);
    await topics().noticed(anna, next.notice.key);
  }
  expect(notices).toEqual(['stranger', 'edited', 'edited']);
  expect(await world.rows.conversationMessages.countDocuments({ user_id: oid(anna), from: 'staff' })).toBe(0);
});

test('a topic that is closed ends the conversation, unless something waits to be carried or a stranger closed it', async () => {
  const olga = await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  await topicFor(anna, 8);
  const act = async (by: UserId, closed: boolean) =>
    groups().topic({
      chat_id,
      thread_id: 8,
      closed,
      bot_id: 1,
      update_id: 1,
      telegram_id: await accountOf(by),
    });
  const status = async () => (await world.rows.conversations.findOne({ _id: oid(anna) }))?.status;
  expect(await act(olga, true)).toBeUndefined();
  expect((await topics().next(anna))?.topic.closed).toBe(true);
  await carriesAll(anna);
  expect(await act(anna, true)).toBeUndefined();
  expect(await status()).toBe('open');
  // It stands open, so its topic is to be opened.
  expect((await topics().next(anna))?.closed).toBe(false);
  expect(await act(olga, true)).toMatchObject({ by: olga, user: anna });
  expect(await status()).toBe('closed');
  expect(await topics().next(anna)).toBeNull();
  expect(await act(olga, false)).toMatchObject({ user: anna });
  expect(await status()).toBe('open');
});

test('answers of the panel wait for the topic under the name of who wrote them', async () => {
  const olga = await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  await topicFor(anna, 9);
  await carriesAll(anna);
  const answer = { user: anna, by: olga, key: 'staff:panel', text: 'by the panel', at: world.clock.now };
  await keepAnswer(world.db, 'default', answer);
  const next = await topics().next(anna);
  expect(next?.message).toMatchObject({
    text: 'by the panel',
    speaker: { from: 'staff' },
    from_topic: false,
  });
});

test('with a person their topic goes, and a group that ended is told of until it was', async () => {
  const olga = await connected();
  const anna = await someone(world);
  await says(anna, 'one');
  await topicFor(anna, 10);
  await erase(world.db)(anna, world.clock.now);
  const rounds = createStaffGroupRounds(world.db);
  const place = { chat_id, thread_id: 10 };
  const left = { company_id: 'default', ...place };
  const admins = expect.arrayContaining([expect.objectContaining({ user_id: olga })]);
  expect(await rounds.leftovers(0)).toEqual([{ ...left, told: false, admins }]);
  // What Telegram refuses waits, and administrators are told once.
  await rounds.refused('default', place, 100);
  expect(await rounds.leftovers(100)).toEqual([]);
  expect(await rounds.leftovers(101)).toEqual([{ ...left, told: true }]);
  await rounds.removed('default', place);
  expect(await rounds.leftovers(101)).toEqual([]);
  await groups().lost({ chat_id, why: 'no_right' });
  const [lost] = await rounds.lost();
  expect(lost).toMatchObject({ title: 'Desk', why: 'no_right' });
  await rounds.told('default', lost?.at ?? 0);
  expect(await rounds.lost()).toEqual([]);
});
