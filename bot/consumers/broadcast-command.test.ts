import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FakeApi, FakeHandover } from '../testing.ts';
import { createBroadcastReader } from './broadcast-command.ts';

function setUp() {
  const api = new FakeApi();
  const handover = new FakeHandover();
  const read = createBroadcastReader(api, handover);
  const body = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  const send = (value: unknown) =>
    read({ body: body(value), messageId: undefined, redelivered: false, headers: {} });
  return { api, handover, send, body };
}
const seed = { action: 'post_broadcast', message_text: 'Sign up for interviews!' };

test('a command that knows only the seed is known by the hash of its body, another by the id it brings', async () => {
  const { api, handover, send, body } = setUp();
  expect(await send(seed)).toEqual({ verdict: 'done' });
  expect(await send({ ...seed, broadcast_id: 'b-1' })).toEqual({ verdict: 'done' });
  const hash = createHash('sha256').update(body(seed)).digest('hex');
  expect(api.told).toEqual([hash, 'b-1']);
  expect(handover.broadcasts).toEqual([hash, 'b-1']);
});

test('while API or Temporal are away the command waits: that is not its fault', async () => {
  const { api, handover, send } = setUp();
  api.away = true;
  expect(await send(seed)).toEqual({ verdict: 'wait' });
  api.away = false;
  handover.answer = { handed: 'away', reason: 'no' };
  expect(await send(seed)).toEqual({ verdict: 'wait' });
});

test.each([
  ['nonsense', 'body'],
  [{ ...seed, action: 'delete_everything' }, 'action'],
  [{ action: 'post_broadcast' }, 'message_text'],
  [{ ...seed, message_text: 'x'.repeat(4_097) }, 'message_text'],
  [{ ...seed, event_id: 'x' }, 'event_id'],
  [{ ...seed, message_text: ' \n\u200b ' }, 'message_text'],
  [{ ...seed, broadcast_id: '../x' }, 'broadcast_id'],
  [{ ...seed, target: 'https://t.me/x' }, 'target'],
  [{ ...seed, target: 0 }, 'target'],
  [{ ...seed, buttons: Array.from({ length: 10 }, () => ({ text: 'x', url: 'https://a.org' })) }, 'buttons'],
  [{ ...seed, parse_mode: 'HTML', message_text: 'one\n<b>two' }, 'line 2, column 1'],
  [{ ...seed, parse_mode: 'HTML', message_text: `<b>${'x'.repeat(4_097)}</b>` }, '4097'],
  [{ ...seed, parse_mode: 'Markdown' }, 'parse_mode'],
  [{ ...seed, target: 'unbooked' }, 'event_id'],
  [{ ...seed, buttons: [{ text: 'x', url: 'javascript:alert(1)' }] }, 'buttons.0'],
])('%j is buried at once, with where its fault is', async (wrong, place) => {
  const { api, send } = setUp();
  expect(await send(wrong)).toMatchObject({
    verdict: 'bury',
    reason: expect.stringContaining(place) as string,
  });
  expect(api.told).toEqual([]);
});

test('tags do not count towards Telegram’s 4,096 characters', async () => {
  const { api, send } = setUp();
  const text = `<b>${'x'.repeat(4_096)}</b>`;
  expect(await send({ ...seed, parse_mode: 'HTML', message_text: text })).toEqual({ verdict: 'done' });
  expect(await send({ ...seed, message_text: text })).toMatchObject({ verdict: 'bury' });
  expect(api.told).toHaveLength(1);
});
