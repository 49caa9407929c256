import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type FakeClock,
  fakeClock,
  type SandboxPerson,
  type StartedSandbox,
} from '../../sandbox/driver/index.ts';
import { type Hook, listen, rawClient, start } from './support.ts';

type Received = {
  update: { update_id: number; message?: { text?: string }; callback_query?: { data: string } };
  secret: unknown;
  finish(status: number, headers?: Record<string, string>, body?: string): void;
};

let clock: FakeClock;
let started: StartedSandbox;
let call: ReturnType<typeof rawClient>;
let ann: SandboxPerson;
let hook: Hook;
let received: Received[];

const read = (request: IncomingMessage, response: ServerResponse) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({
      update: JSON.parse(Buffer.concat(parts).toString()) as Received['update'],
      secret: request.headers['x-telegram-bot-api-secret-token'],
      finish: (status, headers = {}, body = '') => response.writeHead(status, headers).end(body),
    });
  });
};

beforeEach(async () => {
  clock = fakeClock();
  received = [];
  started = await start({ clock, ceilings: false });
  call = rawClient(started.url);
  ann = await started.sandbox.person('Ann');
  hook = await listen(read);
  const set = await call('setWebhook', { url: hook.url, secret_token: 'a-secret', max_connections: 10 });
  expect(set).toMatchObject({ ok: true, result: true, description: 'Webhook was set' });
});
afterEach(async () => {
  await started.close();
  await hook.close();
});

const arrived = (count: number) =>
  started.sandbox.waitFor(() => received.length >= count, { what: `${count} requests` });
const settled = (outcome: string) =>
  started.sandbox.waitFor(async () =>
    (await started.sandbox.log()).updates.some((one) => one.outcome.includes(outcome)),
  );
const pending = async () =>
  (await call('getWebhookInfo')).result as { pending_update_count: number; last_error_message?: string };

test('updates of one chat come one after another, and each carries the secret', async () => {
  await ann.sends('one');
  await ann.sends('two');
  await arrived(1);
  expect(received.map(({ update }) => update.message?.text)).toEqual(['one']);
  expect(received[0]?.secret).toBe('a-secret');
  received[0]?.finish(200);
  await arrived(2);
  expect(received[1]?.update.message?.text).toBe('two');
  received[1]?.finish(204);
  await started.sandbox.waitFor(async () => (await pending()).pending_update_count === 0);
});

test('a tap does not wait for a message of the same person: they travel in different queues', async () => {
  await ann.sends('slow');
  await arrived(1);
  await call('sendMessage', {
    chat_id: ann.id,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  await ann.tap('A');
  await arrived(2);
  expect(received[1]?.update.callback_query?.data).toBe('a');
});

test.each([[500], [404], [403], [302]])(
  '%i is not a success: again at once, then after 2, 4 and 8 seconds',
  async (status) => {
    await ann.sends('one');
    await arrived(1);
    received[0]?.finish(status);
    await arrived(2);
    for (const [i, wait] of [2000, 4000, 8000].entries()) {
      received[i + 1]?.finish(status);
      await started.sandbox.waitFor(() => clock.nextIn() !== null);
      expect(clock.nextIn()).toBe(wait);
      clock.advance(wait);
      await arrived(i + 3);
    }
    expect(await pending()).toMatchObject({ pending_update_count: 1 });
    expect((await pending()).last_error_message).toContain(`Wrong response from the webhook: ${status}`);
    received.at(-1)?.finish(200);
    await settled('accepted');
    expect(new Set(received.map(({ update }) => update.update_id)).size).toBe(1);
  },
);

test('Retry-After is honoured', async () => {
  await ann.sends('one');
  await arrived(1);
  received[0]?.finish(429, { 'retry-after': '30' });
  await settled('429');
  await started.sandbox.waitFor(() => clock.nextIn() !== null);
  expect(clock.nextIn()).toBe(30_000);
  clock.advance(30_000);
  await arrived(2);
  received[1]?.finish(200);
  await settled('accepted');
});

test('an update is dropped when its life would be over at the next try', async () => {
  await ann.sends('one');
  await call('sendMessage', {
    chat_id: ann.id,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  await arrived(1);
  received[0]?.finish(200);
  await ann.tap('A');
  await arrived(2);
  received[1]?.finish(500, { 'retry-after': '151' });
  await started.sandbox.waitFor(async () => (await pending()).pending_update_count === 0);
  expect(clock.nextIn()).toBeNull();
  expect(received).toHaveLength(2);
});

test('a method in the answer is carried out; one that only asks is not', async () => {
  await ann.sends('one');
  await arrived(1);
  received[0]?.finish(
    200,
    { 'content-type': 'application/json' },
    JSON.stringify({ method: 'sendMessage', chat_id: ann.id, text: 'In the answer' }),
  );
  await ann.chat().waitForText('In the answer');
  await ann.sends('two');
  await arrived(2);
  received[1]?.finish(200, { 'content-type': 'application/json' }, JSON.stringify({ method: 'getMe' }));
  await started.sandbox.waitFor(async () => (await pending()).pending_update_count === 0);
  expect(await started.sandbox.calls('getMe')).toEqual([]);
});

test('polling and webhook exclude each other', async () => {
  expect(await call('getUpdates')).toMatchObject({
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  expect(await call('deleteWebhook')).toMatchObject({ result: true, description: 'Webhook was deleted' });
  const waiting = call('getUpdates', { timeout: 50 });
  const { delivery, world } = started.telegram.kit;
  await started.sandbox.waitFor(() =>
    [...world.bots.values()].some((bot) => delivery.poller(bot).isWaitedFor()),
  );
  clock.advance(1000);
  await call('setWebhook', { url: hook.url });
  expect(await waiting).toMatchObject({
    status: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
});

test('a secret with foreign signs, and a second setWebhook within a second, are refused', async () => {
  clock.advance(1000);
  expect((await call('setWebhook', { url: hook.url, secret_token: 'a b' })).description).toBe(
    'Bad Request: secret token contains unallowed characters',
  );
  expect(await call('setWebhook', { url: hook.url })).toMatchObject({
    status: 429,
    parameters: { retry_after: 1 },
  });
  clock.advance(1000);
  expect((await call('setWebhook', { url: '::' })).description).toBe(
    'Bad Request: invalid webhook URL specified',
  );
});

test('dropping what is pending empties the queue', async () => {
  await call('deleteWebhook');
  await ann.sends('one');
  expect(await pending()).toMatchObject({ pending_update_count: 1 });
  await call('deleteWebhook', { drop_pending_updates: true });
  expect(await pending()).toMatchObject({ pending_update_count: 0 });
});
