import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxBot } from '../../../config/sandbox-bot.ts';
import { House } from '../../support/house.ts';
import { patient } from '../../support/journey.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let panel: PanelClient;
let petr: Awaited<ReturnType<House['person']>>;
let guest: Awaited<ReturnType<House['person']>>;
let group: number;
beforeAll(async () => {
  house = await House.open('staff-group');
  panel = await PanelClient.open(house);
  petr = await house.person('Petr');
  guest = await house.person('Gleb');
  await house.db
    .collection('users')
    .updateOne({ _id: new ObjectId(petr.userId) }, { $set: { roles: ['admin'] } });
  await petr.sends('/help');
  await petr.chat().waitForText('Commands', patient);
  group = await newGroup('Coordinators');
});
afterAll(() => house.close());

const newGroup = (title: string): Promise<number> =>
  house.sandbox.sandbox.newChat({
    kind: 'supergroup',
    title,
    is_forum: true,
    people: [{ id: petr.id, status: 'creator' }, { id: guest.id }],
    bots: [{ bot: sandboxBot.username }],
  });
/** Telegram lets a bot say twenty things a minute in a group. */
const aMinute = { timeoutMs: 90_000 };
/** What stands in the group, each with its topic. */
const shown = () => house.sandbox.sandbox.chat(group).messages();
const seen = (text: string | RegExp) => house.sandbox.sandbox.chat(group).waitForText(text, aMinute);
const topicOf = async (user: string, timeoutMs?: number): Promise<number> =>
  waitFor(
    'their topic',
    async () => {
      const talk = await house.db.collection('conversations').findOne({ _id: new ObjectId(user) });
      return (talk?.['topic'] as { thread_id?: number } | undefined)?.thread_id ?? undefined;
    },
    timeoutMs,
  );
const saidIn = async (thread: number) =>
  (await shown())
    .filter((one) => one.message_thread_id === thread && one.from?.is_bot)
    .map((one) => one.text);
async function command(): Promise<string> {
  const page = await panel.send(await panel.get('/settings'), {}, '/settings/staff-group/code');
  return /\/desk \w+/.exec(page.text)?.[0] ?? '';
}
const talk = async (user: string) =>
  house.db.collection('conversations').findOne({ _id: new ObjectId(user) });

test('a group is connected by a code of the panel, once, by an administrator; strangers hear nothing', async () => {
  const code = await command();
  const stranger = await house.person('Vera', { allowed: false });
  const theirs = await house.sandbox.sandbox.newChat({
    kind: 'supergroup',
    title: 'Theirs',
    people: [{ id: stranger.id, status: 'creator' }, { id: petr.id }],
    bots: [{ bot: sandboxBot.username }],
  });
  await stranger.sends('/desk GUESSED12345', { chat: theirs });
  await petr.sends(code, { chat: theirs });
  await house.sandbox.sandbox.chat(theirs).waitForText('has no topics', patient);
  const told = await house.sandbox.sandbox.chat(theirs).messages();
  expect(told.flatMap((one) => (one.from?.is_bot && one.text) || [])).toHaveLength(1);

  const may = (can_delete_messages: boolean) =>
    house.sandbox.sandbox.member(group, {
      bot: sandboxBot.username,
      status: 'administrator',
      can_delete_messages,
    });
  await may(false);
  await petr.sends(code, { chat: group });
  await seen('to manage topics and to delete messages');
  await may(true);
  await petr.sends(code, { chat: group });
  await seen('The group is connected');
  await petr.sends(code, { chat: theirs });
  await house.sandbox.sandbox.chat(theirs).waitForText('This code does not do', patient);
  expect((await panel.get('/settings')).text).toContain('Connected: “Coordinators”');
});

test('a person gets one topic with all they say, and answers go both ways', async () => {
  const anna = await house.person('Anna', { last_name: 'Ivanova' });
  await anna.sends('Is there parking?');
  const thread = await topicOf(anna.userId);
  await seen('Is there parking?');
  const made = (await shown()).find((one) => one.message_id === thread);
  expect(made?.forum_topic_created?.name).toBe('Anna Ivanova');
  await anna.sendsFile({
    name: 'cv.pdf',
    mime: 'application/pdf',
    bytes: new Uint8Array(8),
    caption: 'My CV',
  });
  await house.sandbox.sandbox
    .chat(group)
    .waitFor(
      (all) => all.find((one) => one.caption === 'My CV' && one.message_thread_id === thread),
      aMinute,
    );

  await petr.sends('Yes, behind the <house>.', { chat: group, thread });
  await anna.chat().waitForText('Yes, behind the <house>.', patient);
  await petr.sendsFile(
    { name: 'map.pdf', mime: 'application/pdf', bytes: new Uint8Array(8), caption: 'The way' },
    { chat: group, thread },
  );
  await anna.chat().waitForText('The way', patient);
  await panel.send(await panel.get(`/conversations/${anna.userId}`), { text: 'From the panel', do: 'send' });
  await anna.chat().waitForText('From the panel', patient);
  await seen('From the panel');
  const page = await panel.get(`/conversations/${anna.userId}`);
  expect(page.text).toContain('Yes, behind the <house>.');
  expect(page.text).toContain('Petr');

  await guest.sends('Let me answer', { chat: group, thread });
  await seen('This was not passed on');
  await guest.sends('Me again', { chat: group, thread });
  await petr.sends('Not for anybody', { chat: group });
  const last = await petr.sends('Goodbye', { chat: group, thread });
  await anna.chat().waitForText('Goodbye', patient);
  await petr.edits(last.message_id, 'Good bye', { chat: group });
  await seen('An edit is not passed on');
  const heard = (await anna.chat().messages()).flatMap((one) => one.text ?? one.caption ?? []);
  for (const words of ['Let me answer', 'Me again', 'Not for anybody', 'Good bye'])
    expect(heard).not.toContain(words);
  const theirs = (await saidIn(thread)).filter((text) => text?.includes('not passed on: only'));
  expect(theirs).toHaveLength(1);
  expect((await shown()).filter((one) => one.forum_topic_created)).toHaveLength(1);
});

test('topic and conversation are closed and opened together, whichever is first', async () => {
  const boris = await house.person('Boris');
  await boris.sends('One thing');
  const thread = await topicOf(boris.userId);
  await seen('One thing');
  const open = await panel.get(`/conversations/${boris.userId}`);
  const seq = String((await talk(boris.userId))?.['seq']);
  await panel.send(open, { seq }, `/conversations/${boris.userId}/close`);
  const state = (what: 'forum_topic_closed' | 'forum_topic_reopened', times: number) =>
    house.sandbox.sandbox
      .chat(group)
      .waitFor(
        (all) =>
          all.filter((one) => one.message_thread_id === thread && one[what] !== undefined).length === times,
        aMinute,
      );
  await state('forum_topic_closed', 1);
  await boris.sends('And another');
  await state('forum_topic_reopened', 1);
  await seen('And another');
  await waitFor('all of it to be carried', async () => {
    const left = { uncarried: new ObjectId(boris.userId) };
    return (await house.db.collection('conversation_messages').countDocuments(left)) === 0 || undefined;
  });
  await petr.topic(group, { do: 'close', thread });
  await waitFor('the end', async () => (await talk(boris.userId))?.['status'] === 'closed' || undefined);
  await boris.sends('Still there?');
  await seen('Still there?');
  expect((await talk(boris.userId))?.['status']).toBe('open');
});

test('in another group that takes its place topics are made as well; a deleted one is made anew by the next word', async () => {
  group = await newGroup('More coordinators');
  await petr.sends(await command(), { chat: group });
  await seen('The group is connected');
  const clara = await house.person('Clara');
  await clara.sends('First');
  const thread = await topicOf(clara.userId);
  await seen('First');
  await petr.topic(group, { do: 'delete', thread });
  await clara.sends('Second');
  await seen('Second');
  const anew = await topicOf(clara.userId);
  expect(anew).not.toBe(thread);
  await petr.sends('Welcome back', { chat: group, thread: anew });
  await clara.chat().waitForText('Welcome back', patient);
});

test('what Telegram twice says nothing about is made up for by itself, or said in the topic to be in doubt', async () => {
  const { sandbox } = house.sandbox;
  const messages = house.db.collection('conversation_messages');
  const emma = await house.person('Emma');
  const uncarried = { uncarried: new ObjectId(emma.userId) };
  const asked = async () =>
    (await sandbox.log()).calls.filter(({ method, fault }) => method === 'createForumTopic' && fault).length;
  await sandbox.fault({ kind: 'server_error', method: 'createForumTopic', chat: group });
  await emma.sends('Nobody made my topic');
  let before = 0;
  const stands = async () => {
    const now = await asked();
    const same = now > 1 && now === before;
    before = now;
    return same || undefined;
  };
  await waitFor('no more calls to make it', stands, aMinute.timeoutMs, 5_000);
  await sandbox.clearFaults();
  // As if some minutes had passed.
  await messages.updateMany(uncarried, { $set: { at: new Date(Date.now() - 10 * 60_000) } });
  const thread = await topicOf(emma.userId, aMinute.timeoutMs);
  await seen('Nobody made my topic');
  await waitFor('all of it to be carried', async () =>
    (await messages.countDocuments(uncarried)) === 0 ? true : undefined,
  );
  await sandbox.fault({ kind: 'server_error', method: 'sendMessage', chat: group, count: 2 });
  await emma.sends('Lost on the way');
  await seen('it may be missing, or stand here twice');
  await emma.sends('Here again');
  await seen('Here again');
  expect((await saidIn(thread)).slice(-2)).toEqual([expect.stringContaining('may be missing'), 'Here again']);
});

test('thrown out of the group, the bot says so to administrators, and conversations go on', async () => {
  const dina = await house.person('Dina');
  await dina.sends('Before');
  await seen('Before');
  await house.sandbox.sandbox.member(group, { bot: sandboxBot.username, status: 'kicked', by: petr.id });
  await waitFor(
    'the group to be let go',
    async () => (await panel.get('/settings')).text.includes('was disconnected by itself') || undefined,
  );
  await dina.sends('After');
  await panel.send(await panel.get(`/conversations/${dina.userId}`), { text: 'We are here', do: 'send' });
  await dina.chat().waitForText('We are here', patient);
  expect((await panel.get(`/conversations/${dina.userId}`)).text).toContain('After');
  await petr.chat().waitForText('is no longer connected', { timeoutMs: 110_000 });
});
