import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type FakeClock,
  fakeClock,
  type SandboxPerson,
  type StartedSandbox,
} from '../../sandbox/driver/index.ts';
import { rawClient, start, token, username } from './support.ts';

const otherToken = '1002:other';
let clock: FakeClock;
let started: StartedSandbox;
let call: ReturnType<typeof rawClient>;
let ann: SandboxPerson;
let bob: SandboxPerson;

beforeEach(async () => {
  clock = fakeClock();
  started = await start({
    clock,
    ceilings: false,
    bots: [
      { token, username, name: 'Conformance' },
      { token: otherToken, username: 'other_bot', name: 'Other' },
    ],
  });
  call = rawClient(started.url);
  ann = await started.sandbox.person('Ann', { language_code: 'ru' });
  bob = await started.sandbox.person('Bob');
});
afterEach(() => started.close());

type Update = Record<string, { text?: string; chat?: { id: number }; new_chat_member?: { status: string } }>;
async function updates(as = token): Promise<Update[]> {
  clock.advance(5000);
  const got = (await rawClient(started.url, as)('getUpdates')).result as (Update & { update_id: number })[];
  const last = got.at(-1);
  if (last) await rawClient(started.url, as)('getUpdates', { offset: last.update_id + 1 });
  return got;
}
const texts = async (as = token) => (await updates(as)).flatMap((one) => one['message']?.text ?? []);

test('a private chat belongs to one bot: the other sees and sends nothing', async () => {
  await ann.sends('for one', { bot: username });
  expect(await texts()).toEqual(['for one']);
  expect(await texts(otherToken)).toEqual([]);
  expect(
    (await rawClient(started.url, otherToken)('sendMessage', { chat_id: ann.id, text: 'x' })).status,
  ).toBe(403);
});

test('with privacy on a group bot sees commands, mentions and replies only', async () => {
  const group = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Staff',
    people: [{ id: ann.id }],
    bots: [{ bot: username, status: 'member' }],
  });
  await updates();
  const said = (await call('sendMessage', { chat_id: group, text: 'Hello' })).result as {
    message_id: number;
  };
  await ann.sends('just talking', { chat: group });
  await ann.sends('/today', { chat: group });
  await ann.sends('/today@other_bot', { chat: group });
  await ann.sends(`@${username} look`, { chat: group });
  await ann.sends('a reply', { chat: group, reply_to: said.message_id });
  expect(await texts()).toEqual(['/today', `@${username} look`, 'a reply']);
});

test('in a group anybody can press a button, and the bot learns who it was', async () => {
  const group = await started.sandbox.newChat({
    kind: 'group',
    title: 'Staff',
    people: [{ id: ann.id }, { id: bob.id }],
    bots: [{ bot: username, status: 'member' }],
  });
  await updates();
  await call('sendMessage', {
    chat_id: group,
    text: 'Card',
    reply_markup: { inline_keyboard: [[{ text: 'Hide', callback_data: 'h' }]] },
  });
  await bob.tap('Hide', { chat: group });
  expect(await updates()).toMatchObject([
    { callback_query: { from: { id: bob.id }, message: { chat: { id: group } } } },
  ]);
});

test('a web app button is refused outside private chats', async () => {
  const group = await started.sandbox.newChat({ kind: 'group', title: 'Staff', bots: [{ bot: username }] });
  const keyboard = { inline_keyboard: [[{ text: 'Open', web_app: { url: 'https://example.org/' } }]] };
  expect((await call('sendMessage', { chat_id: group, text: 'x', reply_markup: keyboard })).description).toBe(
    'Bad Request: BUTTON_TYPE_INVALID',
  );
});

test('posts of people reach the bots of a channel, a bot’s own posts reach the other', async () => {
  const channel = await started.sandbox.newChat({
    kind: 'channel',
    title: 'News',
    people: [{ id: ann.id, status: 'creator' }],
    bots: [{ bot: username }, { bot: 'other_bot' }],
  });
  await updates();
  await updates(otherToken);
  await ann.sends('by a person', { chat: channel });
  await call('sendMessage', { chat_id: channel, text: 'by a bot' });
  const posts = async (as: string) => (await updates(as)).flatMap((one) => one['channel_post']?.text ?? []);
  expect(await posts(token)).toEqual(['by a person']);
  expect(await posts(otherToken)).toEqual(['by a person', 'by a bot']);
  await expect(bob.sends('no', { chat: channel })).rejects.toThrow('Bob is not in News');
});

test('bots that were thrown out or never came in are told so', async () => {
  const group = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Staff',
    people: [{ id: ann.id, status: 'creator' }],
  });
  const said = () => call('sendMessage', { chat_id: group, text: 'x' });
  expect((await said()).description).toBe('Forbidden: bot is not a member of the supergroup chat');
  await started.sandbox.member(group, { bot: username, status: 'member' });
  expect((await said()).status).toBe(200);
  await started.sandbox.call('POST', `/chats/${group}/members`, {
    bot: username,
    status: 'kicked',
    by: ann.id,
  });
  expect((await said()).description).toBe('Forbidden: bot was kicked from the supergroup chat');
  const changes = (await updates()).flatMap((one) => one['my_chat_member']?.new_chat_member?.status ?? []);
  expect(changes).toEqual(['member', 'kicked']);
});

test('the narrowest list of commands is shown, in the person’s language', async () => {
  const set = (command: string, scope?: unknown, language_code?: string) =>
    call('setMyCommands', {
      commands: [{ command, description: command }],
      ...(scope !== undefined && { scope }),
      ...(language_code && { language_code }),
    });
  const shown = async (person: SandboxPerson) => {
    const found = await started.sandbox.call('GET', `/commands?person=${person.id}&bot=${username}`);
    return (found as { commands: { command: string }[] }).commands.map((one) => one.command);
  };
  await ann.sends('/start', { bot: username });
  await bob.sends('/start', { bot: username });
  await set('everybody');
  expect(await shown(ann)).toEqual(['everybody']);
  await set('private', { type: 'all_private_chats' });
  await set('russian', { type: 'all_private_chats' }, 'ru');
  expect(await shown(ann)).toEqual(['russian']);
  expect(await shown(bob)).toEqual(['private']);
  await set('bobs', { type: 'chat', chat_id: bob.id });
  expect(await shown(bob)).toEqual(['bobs']);
  await call('deleteMyCommands', { scope: { type: 'chat', chat_id: bob.id } });
  expect(await shown(bob)).toEqual(['private']);
});

test.each([
  [[{ command: 'Bad', description: 'x' }], 'BOT_COMMAND_INVALID'],
  [[{ command: 'x'.repeat(33), description: 'x' }], 'command length must not exceed 32'],
  [[{ command: 'x', description: '' }], 'command description must be non-empty'],
  [[{ command: 'x', description: 'x'.repeat(257) }], 'command description length must not exceed 256'],
  [Array.from({ length: 101 }, () => ({ command: 'x', description: 'x' })), 'BOT_COMMANDS_TOO_MUCH'],
])('commands %j are refused', async (commands, reason) => {
  expect((await call('setMyCommands', { commands })).description).toBe(`Bad Request: ${reason}`);
});

test('chat and member are described as the Bot API describes them', async () => {
  const group = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Staff',
    people: [{ id: ann.id, status: 'creator' }, { id: bob.id }],
    bots: [{ bot: username }],
  });
  expect((await call('getChatMember', { chat_id: group, user_id: bob.id })).result).toMatchObject({
    status: 'member',
  });
  expect((await call('getChatMember', { chat_id: group, user_id: 5 })).description).toBe(
    'Bad Request: user not found',
  );
  expect((await call('getChatAdministrators', { chat_id: group })).result).toHaveLength(2);
  expect((await call('getChatMemberCount', { chat_id: group })).result).toBe(3);
  expect((await call('getChat', { chat_id: group })).result).toMatchObject({
    type: 'supergroup',
    title: 'Staff',
  });
  expect((await call('leaveChat', { chat_id: group })).result).toBe(true);
  expect((await call('getChat', { chat_id: group })).status).toBe(403);
});
