import { afterEach, beforeEach, expect, test } from 'vitest';
import { openIncoming } from '../../../adapters/telegram/incoming.ts';
import { createTopicMessenger } from '../../../adapters/telegram/topics.ts';
import { mayYetBeDeleted, whyLost } from '../../../core/conversations/staff-group.ts';
import { type Desk, openDesk, reachable, token } from './support.ts';

let desk: Desk;
let forum: number;
const bot = 'zapis_bot';
/** The first call of a process waits until what is checked was read. */
const limit = { timeoutMs: 20_000 };
const hello = { text: '<b>Hello</b>', keyboard: [] };
beforeEach(async () => {
  desk = await openDesk();
  forum = await desk.sandbox.newChat({ kind: 'supergroup', title: 'Desk', is_forum: true, bots: [{ bot }] });
});
afterEach(() => desk.close());

const messenger = () => createTopicMessenger(desk.call);
async function topic(): Promise<number> {
  const made = await messenger().create(forum, 'Anna', limit);
  return made.kind === 'ok' ? made.message_id : expect.unreachable(made.kind);
}

test('a topic is made, written into, given a file, closed, opened and deleted; what is so already is fine', async () => {
  const thread = await topic();
  expect(await messenger().say(forum, thread, hello, limit)).toMatchObject({ kind: 'ok' });
  const ann = await reachable(desk.sandbox);
  const sent = await ann.sendsFile({ name: 'cv.pdf', mime: 'application/pdf', bytes: new Uint8Array(4) });
  const from = { chat_id: ann.id, message_id: sent.message_id };
  const to = { chat_id: forum, thread_id: thread };
  expect(await messenger().copy(to, from, limit)).toMatchObject({ kind: 'ok' });
  for (const closed of [true, true, false, false])
    expect(await messenger().setClosed(forum, thread, closed, limit)).toEqual({ kind: 'ok' });
  const shown = (await desk.sandbox.chat(forum).messages()).filter((one) => one.message_thread_id === thread);
  const said = shown.flatMap((one) => one.text ?? one.document?.file_name ?? []);
  expect(said).toEqual(['Hello', 'cv.pdf']);
  expect(await messenger().remove(forum, thread, limit)).toEqual({ kind: 'ok' });
  expect(await messenger().say(forum, thread, hello, limit)).toEqual({ kind: 'gone' });
  expect(await messenger().setClosed(forum, thread, true, limit)).toEqual({ kind: 'gone' });
});

test('a file that is there no more is refused for itself, not for the group', async () => {
  const ann = await reachable(desk.sandbox);
  const to = { chat_id: forum, thread_id: await topic() };
  const refused = await messenger().copy(to, { chat_id: ann.id, message_id: 9_999 }, limit);
  expect(refused).toMatchObject({ kind: 'refused' });
  expect('description' in refused && whyLost(refused.description)).toBeNull();
  await messenger().remove(forum, to.thread_id, limit);
  const { message_id } = await ann.sends('Hello');
  expect(await messenger().copy(to, { chat_id: ann.id, message_id }, limit)).toEqual({ kind: 'gone' });
});

test('what ends a group as a desk is known by Telegram’s own words', async () => {
  const why = async (chat = forum) => {
    const made = await messenger().create(chat, 'Boris', limit);
    return made.kind === 'refused' ? whyLost(made.description) : made.kind;
  };
  const plain = await desk.sandbox.newChat({ kind: 'supergroup', title: 'Plain', bots: [{ bot }] });
  expect(await why(plain)).toBe('not_forum');
  await desk.sandbox.member(forum, { bot, status: 'administrator', can_manage_topics: false });
  expect(await why()).toBe('no_right');
  await desk.sandbox.member(forum, { bot, status: 'kicked' });
  expect(await why()).toBe('blocked');
});

test('a bot that may not delete messages is not fit for a group, and what it may not delete may be deleted later', async () => {
  const { managesTopics } = openIncoming(desk.call, token, []);
  expect(await managesTopics(forum)).toBe(true);
  const thread = await topic();
  const ann = await reachable(desk.sandbox);
  await desk.sandbox.member(forum, { person: ann.id, status: 'member' });
  await ann.sends('Hello', { chat: forum, thread });
  await desk.sandbox.member(forum, { bot, status: 'administrator', can_delete_messages: false });
  expect(await managesTopics(forum)).toBe(false);
  const refused = await messenger().remove(forum, thread, limit);
  expect(refused.kind === 'refused' && mayYetBeDeleted(refused.kind, refused.description)).toBe(true);
  await desk.sandbox.member(forum, { bot, status: 'administrator', can_delete_messages: true });
  expect(await managesTopics(forum)).toBe(true);
  expect(await messenger().remove(forum, thread, limit)).toEqual({ kind: 'ok' });
});

test('Telegram’s ceiling for groups is asked for before each message', async () => {
  const thread = await topic();
  const answers: string[] = [];
  for (let count = 0; count < 5; count += 1)
    answers.push((await messenger().say(forum, thread, hello, limit)).kind);
  expect(answers).toContain('wait');
  expect((await desk.sandbox.calls('sendMessage')).every(({ status }) => status === 200)).toBe(true);
});
