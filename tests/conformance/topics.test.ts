import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type FakeClock,
  fakeClock,
  type SandboxPerson,
  type StartedSandbox,
} from '../../sandbox/driver/index.ts';
import { rawClient, start, token, username } from './support.ts';

let clock: FakeClock;
let started: StartedSandbox;
let call: ReturnType<typeof rawClient>;
let olga: SandboxPerson;
let boris: SandboxPerson;
let forum: number;

beforeEach(async () => {
  clock = fakeClock();
  started = await start({ clock, ceilings: false, bots: [{ token, username, name: 'Conformance' }] });
  call = rawClient(started.url);
  olga = await started.sandbox.person('Olga');
  boris = await started.sandbox.person('Boris');
  forum = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Desk',
    is_forum: true,
    people: [{ id: olga.id, status: 'creator' }, { id: boris.id }],
    bots: [{ bot: username }],
  });
});
afterEach(() => started.close());

type Told = { message?: Record<string, unknown>; my_chat_member?: Record<string, unknown> };
async function told(): Promise<Told[]> {
  clock.advance(5_000);
  const got = (await call('getUpdates')).result as (Told & { update_id: number })[];
  const last = got.at(-1);
  if (last) await call('getUpdates', { offset: last.update_id + 1 });
  return got;
}
const make = async (name = 'Anna') =>
  ((await call('createForumTopic', { chat_id: forum, name })).result as { message_thread_id: number })
    .message_thread_id;
const refusal = async (method: string, params: Record<string, unknown> = {}) =>
  (await call(method, { chat_id: forum, ...params })).description;

test('topics exist in forums only; a message in none that exists is refused', async () => {
  const plain = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Plain',
    bots: [{ bot: username }],
  });
  expect(await refusal('createForumTopic', { chat_id: plain, name: 'A' })).toBe(
    'Bad Request: the chat is not a forum',
  );
  const topic = await make();
  const sent = await call('sendMessage', { chat_id: forum, text: 'x', message_thread_id: topic });
  expect(sent.result).toMatchObject({ message_thread_id: topic, is_topic_message: true });
  expect(await refusal('sendMessage', { text: 'x', message_thread_id: 999 })).toBe(
    'Bad Request: message thread not found',
  );
});

test('a topic needs a name, which is cut at 128 signs', async () => {
  expect(await refusal('createForumTopic', { name: '  ' })).toBe('Bad Request: title must be non-empty');
  const long = (await call('createForumTopic', { chat_id: forum, name: 'a'.repeat(200) })).result;
  expect(long).toMatchObject({ name: 'a'.repeat(128) });
});

test('without the right to manage topics a bot makes none; what was taken and given it is told', async () => {
  await told();
  await started.sandbox.member(forum, {
    bot: username,
    status: 'administrator',
    can_manage_topics: false,
    by: olga.id,
  });
  expect(await refusal('createForumTopic', { name: 'A' })).toBe(
    'Bad Request: not enough rights to create a topic',
  );
  expect(await told()).toMatchObject([
    {
      my_chat_member: {
        old_chat_member: { status: 'administrator', can_manage_topics: true },
        new_chat_member: { status: 'administrator', can_manage_topics: false },
      },
    },
  ]);
  const me = (await call('getChatMember', { chat_id: forum, user_id: Number(token.split(':')[0]) })).result;
  expect(me).toMatchObject({ can_manage_topics: false });
});

test('closing and opening change something or are refused; of its own doing a bot is not told', async () => {
  const topic = await make();
  await told();
  const which = { chat_id: forum, message_thread_id: topic };
  expect((await call('closeForumTopic', which)).result).toBe(true);
  expect(await refusal('closeForumTopic', which)).toBe('Bad Request: TOPIC_NOT_MODIFIED');
  expect((await call('reopenForumTopic', which)).result).toBe(true);
  expect(await refusal('reopenForumTopic', which)).toBe('Bad Request: TOPIC_NOT_MODIFIED');
  expect(await told()).toEqual([]);
  await olga.topic(forum, { do: 'close', thread: topic });
  await olga.topic(forum, { do: 'reopen', thread: topic });
  expect(await told()).toMatchObject([
    { message: { message_thread_id: topic, is_topic_message: true, forum_topic_closed: {} } },
    { message: { message_thread_id: topic, is_topic_message: true, forum_topic_reopened: {} } },
  ]);
});

test('into a closed topic only those write who could open it', async () => {
  const topic = await make();
  await call('closeForumTopic', { chat_id: forum, message_thread_id: topic });
  await expect(boris.sends('Hello', { chat: forum, thread: topic })).rejects.toThrow('closed');
  await olga.sends('Hello', { chat: forum, thread: topic });
  expect((await call('sendMessage', { chat_id: forum, text: 'x', message_thread_id: topic })).ok).toBe(true);
  await started.sandbox.member(forum, { bot: username, status: 'administrator', can_manage_topics: false });
  expect(await refusal('sendMessage', { text: 'x', message_thread_id: topic })).toBe(
    'Bad Request: TOPIC_CLOSED',
  );
});

test('a deleted topic is gone with what was said in it, and no bot is told', async () => {
  const topic = await make();
  const said = { chat_id: forum, message_thread_id: topic, text: 'x' };
  const { message_id } = (await call('sendMessage', said)).result as { message_id: number };
  await told();
  await olga.topic(forum, { do: 'delete', thread: topic });
  expect(await told()).toEqual([]);
  expect((await call('sendMessage', said)).description).toBe('Bad Request: message thread not found');
  expect(await refusal('editMessageText', { message_id, text: 'y' })).toBe(
    'Bad Request: message to edit not found',
  );
  for (const method of ['closeForumTopic', 'reopenForumTopic', 'deleteForumTopic'])
    expect(await refusal(method, { message_thread_id: topic })).toBe('Bad Request: TOPIC_ID_INVALID');
  const own = await make('Boris');
  expect((await call('deleteForumTopic', { chat_id: forum, message_thread_id: own })).result).toBe(true);
});

test('a topic is deleted by whoever may delete messages; a short one of its own by its maker', async () => {
  const [short, long, heard, kept] = [await make('A'), await make('B'), await make('C'), await make('D')];
  // With the message that says it was made, eleven and twelve.
  for (const [thread, times] of [
    [short, 10],
    [long, 11],
  ] as const)
    for (let count = 0; count < times; count += 1)
      await call('sendMessage', { chat_id: forum, message_thread_id: thread, text: String(count) });
  await boris.sends('Hello', { chat: forum, thread: heard });
  const theirs = await olga.topic(forum, { do: 'create', name: 'Hers' });
  await told();
  await started.sandbox.member(forum, {
    bot: username,
    status: 'administrator',
    can_delete_messages: false,
    by: olga.id,
  });
  expect(await told()).toMatchObject([
    {
      my_chat_member: {
        old_chat_member: { status: 'administrator', can_delete_messages: true, can_manage_topics: true },
        new_chat_member: { status: 'administrator', can_delete_messages: false, can_manage_topics: true },
      },
    },
  ]);
  const me = (await call('getChatMember', { chat_id: forum, user_id: Number(token.split(':')[0]) })).result;
  expect(me).toMatchObject({ can_delete_messages: false, can_manage_topics: true });
  for (const thread of [long, heard, theirs])
    expect(await refusal('deleteForumTopic', { message_thread_id: thread })).toBe(
      'Bad Request: not enough rights to delete the topic',
    );
  const remove = (thread: number) => call('deleteForumTopic', { chat_id: forum, message_thread_id: thread });
  expect((await remove(short)).result).toBe(true);
  await started.sandbox.member(forum, { bot: username, status: 'administrator', can_delete_messages: true });
  for (const thread of [long, heard, kept]) expect((await remove(thread)).result).toBe(true);
});

test('a message of others is deleted by a bot that has the right to, and by no other', async () => {
  const { message_id } = await boris.sends('Hello', { chat: forum });
  await started.sandbox.member(forum, { bot: username, status: 'administrator', can_delete_messages: false });
  expect(await refusal('deleteMessage', { message_id })).toBe("Bad Request: message can't be deleted");
  await started.sandbox.member(forum, { bot: username, status: 'administrator', can_delete_messages: true });
  expect((await call('deleteMessage', { chat_id: forum, message_id })).result).toBe(true);
});

test('a name is changed, and everybody who is in the topic sees it', async () => {
  const topic = await make();
  const which = { chat_id: forum, message_thread_id: topic };
  expect((await call('editForumTopic', { ...which, name: 'Anna K.' })).result).toBe(true);
  expect(await refusal('editForumTopic', { ...which, name: 'Anna K.' })).toBe(
    'Bad Request: TOPIC_NOT_MODIFIED',
  );
  const shown = await started.sandbox.chat(forum).messages();
  expect(shown.at(-1)).toMatchObject({ forum_topic_edited: { name: 'Anna K.' }, message_thread_id: topic });
});

test('what people write in a topic and in General is told apart by its thread', async () => {
  const topic = await make();
  await told();
  await boris.sends('in the topic', { chat: forum, thread: topic });
  await boris.sends('in General', { chat: forum });
  const [first, second] = await told();
  expect(first?.message).toMatchObject({ message_thread_id: topic, is_topic_message: true });
  expect(first?.message).toMatchObject({ chat: { is_forum: true } });
  expect(second?.message).not.toHaveProperty('message_thread_id');
});
