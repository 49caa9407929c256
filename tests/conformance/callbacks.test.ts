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
type Query = {
  id: string;
  data: string;
  from: { id: number };
  message: { message_id: number; date: number };
};

beforeEach(async () => {
  clock = fakeClock();
  started = await start({ clock });
  call = rawClient(started.url);
  ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
  const keyboard = { inline_keyboard: [[{ text: 'Confirm', callback_data: 'c:1' }]] };
  await call('sendMessage', { chat_id: ann.id, text: 'Sure?', reply_markup: keyboard });
});
afterEach(() => started.close());

async function queries(): Promise<Query[]> {
  clock.advance(5000);
  const { result } = await call('getUpdates', { allowed_updates: [] });
  const updates = result as { callback_query?: Query }[];
  return updates.flatMap((update) => update.callback_query ?? []);
}
const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const answer = async (callback_query_id: string, more: Record<string, unknown> = {}) =>
  (await call('answerCallbackQuery', { callback_query_id, ...more })).description;

test('a tap is answered once', async () => {
  await ann.tap('Confirm');
  const [query] = await queries();
  expect(query).toMatchObject({ data: 'c:1', from: { id: ann.id } });
  expect(await answer(query?.id ?? '')).toBeUndefined();
  expect(await answer(query?.id ?? '')).toBe(tooOld);
});

test('after 150 seconds the tap is neither delivered nor answerable', async () => {
  await ann.tap('Confirm');
  const [query] = await queries();
  clock.advance(150_000);
  expect(await queries()).toEqual([]);
  expect(await answer(query?.id ?? '')).toBe(tooOld);
});

test('unknown ids, long texts and foreign links are refused', async () => {
  await ann.tap('Confirm');
  const [query] = await queries();
  expect(await answer('12345')).toBe(tooOld);
  expect(await answer(query?.id ?? '', { text: 'x'.repeat(201) })).toBe('Bad Request: MESSAGE_TOO_LONG');
  expect(await answer(query?.id ?? '', { url: 'https://evil.example/' })).toBe('Bad Request: URL_INVALID');
  expect(await answer(query?.id ?? '', { url: `https://t.me/${username}?start=x` })).toBeUndefined();
});

test('a forged client can press what no button shows', async () => {
  await ann.forges('anything at all');
  expect((await queries())[0]?.data).toBe('anything at all');
});

test('the answer reaches the person as toast or alert', async () => {
  const tapped = await ann.tap('Confirm');
  const [query] = await queries();
  await answer(query?.id ?? '', { text: 'Taken', show_alert: true });
  expect(await tapped.answer()).toMatchObject({ text: 'Taken', alert: true });
});

test('a tap keeps the message as it was when it was pressed', async () => {
  await ann.tap('Confirm');
  const shown = await ann.chat().last();
  await call('editMessageText', { chat_id: ann.id, message_id: shown.message_id, text: 'Later' });
  expect((await queries())[0]?.message).toMatchObject({ text: 'Sure?' });
});
