import { expect, test } from 'vitest';
import type { InGroup } from '../../contracts/events/bot-update.ts';
import { FakeApi, FakeHandover, FakeMemory, FakeTelegram, update } from '../testing.ts';
import { createDeliver } from './deliver.ts';
import { deliverFromGroup } from './staff-group.ts';

const code: InGroup = { did: 'code', code_hash: 'a'.repeat(64), title: 'Desk', forum: true, thread_id: null };
const said: InGroup = { did: 'said', thread_id: 5, message_id: 9, edited: false, text: 'Hello', file: null };

function setUp() {
  const [api, telegram] = [new FakeApi(), new FakeTelegram()];
  const deliver = (act: InGroup) =>
    deliverFromGroup(
      { api, telegram },
      update({ kind: 'group', act }, { chat: 'shared', chat_id: -100, telegram_id: 7 }),
      act,
    );
  return { api, telegram, deliver };
}

test('who typed a code hears what came of it, and a stranger nothing', async () => {
  const { api, telegram, deliver } = setUp();
  await deliver(code);
  const whose = { chat_id: -100, telegram_id: 7, language_code: expect.any(String) as string };
  expect(api.told).toMatchObject([{ ...whose, forum: true, manages_topics: true }]);
  expect(telegram.said).toHaveLength(1);
  api.group = { outcome: 'silent', lang: 'en' };
  await deliver(code);
  expect(telegram.said).toHaveLength(1);
});

test('while Telegram does not say what the bot may, a code waits; in a group without topics nobody asks', async () => {
  const { api, telegram, deliver } = setUp();
  telegram.manages = 'away';
  expect(await deliver(code)).toMatchObject({ became: 'needs_api' });
  expect(api.told).toEqual([]);
  await deliver({ ...code, forum: false });
  expect(api.told).toMatchObject([{ forum: false, manages_topics: false }]);
});

test('an answer that cannot be kept now is kept by Telegram or a queue, not lost', async () => {
  const { api, deliver } = setUp();
  api.away = true;
  expect(await deliver(said)).toMatchObject({ became: 'needs_api' });
  api.away = false;
  expect(await deliver(said)).toEqual({ became: 'done', what: 'said in a topic: answer' });
});

test('while an answer waits for the API later ones of that coordinator wait behind it, and are read in their order', async () => {
  const [api, telegram, memory] = [new FakeApi(), new FakeTelegram(), new FakeMemory()];
  const deliver = createDeliver({ memory, api, telegram, handover: new FakeHandover() });
  const later = update({ kind: 'group', act: said }, { chat: 'shared', chat_id: -100, telegram_id: 7 });
  memory.waiting.set(7, 1);
  expect(await deliver(later, { mayWaitBehind: true })).toMatchObject({ became: 'needs_api' });
  expect(api.told).toEqual([]);
  // Out of the queue they come one after the other.
  expect(await deliver(later, { mayWaitBehind: false })).toMatchObject({ became: 'done' });
});
