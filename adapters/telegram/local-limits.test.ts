import { expect, test } from 'vitest';
import type { Lane } from '../../activities/messaging/ports.ts';
import type { ChatId } from './api.ts';
import { createLocalLimits } from './local-limits.ts';

function limits(senders = 1) {
  const clock = { now: 1_000_000 };
  const made = createLocalLimits(senders, () => clock.now);
  let chat = 0;
  return {
    clock,
    ...made,
    /** How many of so many messages to different chats may go now. */
    async goes(lane: Lane, asks: number): Promise<number> {
      let went = 0;
      for (let at = 0; at < asks; at += 1) {
        chat += 1;
        if ((await made.take(chat, lane)).go) went += 1;
      }
      return went;
    },
  };
}

/** Takes whatever may go in one chat or over many, for so long, looking every 10 ms. */
async function goesWithin(
  tried: ReturnType<typeof limits>,
  lane: Lane,
  ms: number,
  chatOf: (n: number) => ChatId,
): Promise<number[]> {
  const times: number[] = [];
  for (const end = tried.clock.now + ms; tried.clock.now < end; tried.clock.now += 10)
    while ((await tried.take(chatOf(times.length), lane)).go) times.push(tried.clock.now);
  return times;
}

const mostInASecond = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

test('bulk takes what Telegram allows and never more than thirty in any second', async () => {
  const times = await goesWithin(limits(), 'bulk', 10_000, (n) => n);
  expect(times.length).toBeGreaterThan(289);
  expect(mostInASecond(times)).toBeLessThanOrEqual(30);
});

test('without Redis each of three senders takes a third', async () => {
  const times = await goesWithin(limits(3), 'bulk', 10_000, (n) => n);
  expect(times.length).toBeGreaterThan(94);
  expect(times.length).toBeLessThanOrEqual(101);
});

test('answers to people go at once while bulk waits, and bulk pays for them', async () => {
  const tried = limits();
  await goesWithin(tried, 'bulk', 1_000, (n) => -1 - n);
  expect(await tried.goes('person', 20)).toBe(20);
  tried.clock.now += 500;
  expect(await tried.goes('bulk', 1)).toBe(0);
  tried.clock.now += 250;
  expect(await tried.goes('bulk', 1)).toBe(1);
});

test('a person waits only for what Telegram would certainly refuse: thirty answers in one second', async () => {
  const tried = limits();
  expect(await tried.goes('person', 100)).toBe(29);
  expect(await tried.take(7, 'person')).toEqual({ go: false, ms: 1_100, because: 'budget' });
  tried.clock.now += 1_100;
  expect(await tried.goes('person', 100)).toBe(29);
});

test('one chat takes three at once and then one a second', async () => {
  const times = await goesWithin(limits(), 'person', 4_000, () => 42);
  expect(times.map((at) => at - 1_000_000)).toEqual([0, 0, 0, 1_060, 2_110, 3_160]);
});

test('a group takes twenty a minute', async () => {
  const times = await goesWithin(limits(), 'bulk', 60_000, () => -100_500);
  expect(times.length).toBe(20);
});

test('a chat that Telegram refused pauses; the others go on, bulk too', async () => {
  const tried = limits();
  await tried.refused(42, 5_000);
  expect(await tried.take(42, 'person')).toEqual({ go: false, ms: 5_000, because: 'chat' });
  expect(await tried.pausedFor(42)).toBe(5_000);
  expect(await tried.take(43, 'bulk')).toEqual({ go: true });
  tried.clock.now += 5_000;
  expect(await tried.take(42, 'person')).toEqual({ go: true });
});

test('a second chat refused within a second pauses bulk for the shorter wait, and no person', async () => {
  const tried = limits();
  await tried.refused(42, 73_000_000);
  tried.clock.now += 900;
  await tried.refused(43, 4_000);
  expect(await tried.take(44, 'bulk')).toEqual({ go: false, ms: 4_000, because: 'budget' });
  expect(await tried.take(44, 'person')).toEqual({ go: true });
  tried.clock.now += 4_000;
  expect(await tried.take(44, 'bulk')).toEqual({ go: true });
});

test('two chats refused more than a second apart do not pause bulk', async () => {
  const tried = limits();
  await tried.refused(42, 9_000);
  tried.clock.now += 1_100;
  await tried.refused(43, 9_000);
  expect(await tried.take(44, 'bulk')).toEqual({ go: true });
});
