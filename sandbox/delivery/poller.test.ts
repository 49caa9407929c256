import { expect, test } from 'vitest';
import { fakeClock } from '../clock.ts';
import { addBot } from '../state/bots.ts';
import { Faults } from '../state/faults.ts';
import type { JsonObject } from '../state/wire.ts';
import { World } from '../state/world.ts';
import { Delivery } from './delivery.ts';

const first = 100_000_001;

function setup() {
  const clock = fakeClock();
  const world = new World(clock);
  const faults = new Faults(world);
  const delivery = new Delivery(world, faults);
  const bot = addBot(world, { token: '1:a' });
  const poller = delivery.poller(bot);
  const happen = (count = 1, lifeMs = 86_400_000) => {
    for (let i = 0; i < count; i += 1)
      delivery.push(bot, { callback_query: callbackQuery }, { lifeMs, queue: 'user:7' });
  };
  const poll = (offset = 0, limit = 100, timeoutS = 0) => poller.poll({ offset, limit, timeoutS }).then(ids);
  return { clock, world, faults, bot, poller, happen, poll };
}

const callbackQuery = {
  id: '1',
  from: { id: 7, is_bot: false, first_name: 'Ann' },
  chat_instance: '1',
  data: 'x',
};
const ids = (updates: JsonObject[]) => updates.map((update) => Number(update['update_id']) - first);

test('updates come again until the next offset acknowledges them', async () => {
  const { happen, poll, clock } = setup();
  happen(3);
  expect(await poll()).toEqual([0, 1, 2]);
  clock.advance(4000);
  expect(await poll()).toEqual([0, 1, 2]);
  expect(await poll(first + 2)).toEqual([2]);
  clock.advance(4000);
  expect(await poll()).toEqual([2]);
});

test('a negative offset keeps only the last updates', async () => {
  const { happen, poll } = setup();
  happen(5);
  expect(await poll(-2)).toEqual([3, 4]);
  expect(await poll()).toEqual([3, 4]);
});

test('an offset far in the future acknowledges nothing', async () => {
  const { happen, poll } = setup();
  happen(2);
  expect(await poll(first + 1000)).toEqual([0, 1]);
});

test('the same offset again within half a second gets one update only', async () => {
  const { happen, poll, clock } = setup();
  happen(3);
  expect(await poll()).toEqual([0, 1, 2]);
  clock.advance(400);
  expect(await poll()).toEqual([0]);
  clock.advance(600);
  expect(await poll()).toEqual([0, 1, 2]);
});

test('short polling of the same offset within three seconds is stretched to three', async () => {
  const { poll, clock } = setup();
  expect(await poll()).toEqual([]);
  clock.advance(1000);
  let answered = false;
  const second = poll().then((found) => {
    answered = true;
    return found;
  });
  await Promise.resolve();
  expect(answered).toBe(false);
  clock.advance(3000);
  expect(await second).toEqual([]);
});

test('a waiting poll gets what happens meanwhile, together', async () => {
  const { happen, poll } = setup();
  const waiting = poll(0, 100, 50);
  happen(2);
  expect(await waiting).toEqual([0, 1]);
});

test('the older of two waiting polls gets 409; a second conflict within three seconds comes late', async () => {
  const { poll, clock } = setup();
  const refusals: string[] = [];
  const older = poll(0, 100, 50).catch((error: Error) => refusals.push(`older: ${error.message}`));
  const middle = poll(1, 100, 50).catch((error: Error) => refusals.push(`middle: ${error.message}`));
  await older;
  expect(refusals).toEqual([
    'older: Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  ]);
  const newest = poll(2, 100, 50);
  await Promise.resolve();
  expect(refusals).toHaveLength(1);
  clock.advance(3000);
  await middle;
  expect(refusals).toHaveLength(2);
  clock.advance(60_000);
  expect(await newest).toEqual([]);
});

test('a poll that finds updates conflicts with nobody', async () => {
  const { happen, poll, bot } = setup();
  const waiting = poll(0, 100, 50);
  bot.updates.push({
    id: first,
    type: 'callback_query',
    body: { callback_query: callbackQuery },
    queue: 'user:7',
    expiresAt: Infinity,
  });
  expect(await poll(first)).toEqual([0]);
  happen();
  expect(await waiting).toContain(0);
});

test('a callback that lay for 150 s is never delivered', async () => {
  const { happen, poll, clock } = setup();
  happen(1, 150_000);
  clock.advance(149_999);
  expect(await poll()).toEqual([0]);
  clock.advance(4000);
  expect(await poll()).toEqual([]);
});

test('types the bot does not want are not kept, from the moment it says so', async () => {
  const { happen, poll, bot } = setup();
  happen();
  bot.allowed = ['message'];
  happen();
  bot.allowed = null;
  happen();
  expect(await poll()).toHaveLength(2);
});

test('an answer is cut near 4 MiB and the rest comes with the next offset', async () => {
  const { poll, bot } = setup();
  const big = { ...callbackQuery, data: 'x'.repeat(1_500_000) };
  for (let i = 0; i < 4; i += 1)
    bot.updates.push({
      id: first + i,
      type: 'callback_query',
      body: { callback_query: big },
      queue: 'q',
      expiresAt: Infinity,
    });
  bot.nextUpdateId = first + 4;
  expect(await poll()).toEqual([0, 1]);
  expect(await poll(first + 2)).toEqual([2, 3]);
});

test('a doubled update has one id, a reordered one comes after the next', async () => {
  const { happen, poll, faults } = setup();
  faults.add({ kind: 'duplicate_update', count: 1 });
  happen();
  expect(await poll()).toEqual([0, 0]);
  faults.add({ kind: 'reorder_update', count: 1 });
  happen(2);
  expect(await poll(first + 1)).toEqual([2, 1]);
});
