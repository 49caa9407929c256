import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type FakeClock,
  fakeClock,
  type SandboxPerson,
  type StartedSandbox,
} from '../../sandbox/driver/index.ts';
import { rawClient, start, username } from './support.ts';

let clock: FakeClock;
let started: StartedSandbox;
let call: ReturnType<typeof rawClient>;
let ann: SandboxPerson;

beforeEach(async () => {
  clock = fakeClock();
  started = await start({ clock });
  call = rawClient(started.url);
  ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
});
afterEach(() => started.close());

test('without being asked, the fourth message at once to one chat gets 429 with its header', async () => {
  for (let i = 0; i < 3; i += 1)
    expect((await call('sendMessage', { chat_id: ann.id, text: 'x' })).status).toBe(200);
  const refused = await call('sendMessage', { chat_id: ann.id, text: 'x' });
  expect(refused).toMatchObject({
    status: 429,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  expect(refused.headers.get('retry-after')).toBe('1');
  clock.advance(1000);
  expect((await call('sendMessage', { chat_id: ann.id, text: 'x' })).status).toBe(200);
});

test('edits, deletions, actions and callback answers are not counted', async () => {
  const { result } = await call('sendMessage', { chat_id: ann.id, text: '0' });
  const { message_id } = result as { message_id: number };
  for (let i = 1; i < 60; i += 1) {
    expect((await call('editMessageText', { chat_id: ann.id, message_id, text: String(i) })).status).toBe(
      200,
    );
    expect((await call('sendChatAction', { chat_id: ann.id, action: 'typing' })).status).toBe(200);
  }
  expect((await call('deleteMessage', { chat_id: ann.id, message_id })).status).toBe(200);
});

test('a group takes twenty messages a minute', async () => {
  const group = await started.sandbox.newChat({
    kind: 'supergroup',
    title: 'Staff',
    bots: [{ bot: username }],
  });
  for (let i = 0; i < 20; i += 1) {
    expect((await call('sendMessage', { chat_id: group, text: 'x' })).status).toBe(200);
    clock.advance(1000);
  }
  expect(await call('sendMessage', { chat_id: group, text: 'x' })).toMatchObject({
    status: 429,
    parameters: { retry_after: 40 },
  });
});
