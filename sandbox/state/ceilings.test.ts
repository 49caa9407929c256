import { expect, test } from 'vitest';
import { fakeClock } from '../clock.ts';
import { CeilingCounter, telegramCeilings } from './ceilings.ts';
import { addChat } from './dialogs.ts';
import { World } from './world.ts';

function setup() {
  const clock = fakeClock();
  const world = new World(clock);
  return { clock, world, counter: new CeilingCounter(world, telegramCeilings) };
}

function privateChat(world: World, id: number) {
  const dialog = addChat(world, { kind: 'group', title: String(id) });
  return { ...dialog, kind: 'private' as const, key: `p:1:${id}`, chatId: id };
}

test('one chat takes a burst of three, then one message a second', () => {
  const { clock, world, counter } = setup();
  const chat = privateChat(world, 7);
  expect([1, 2, 3].map(() => counter.take(1, chat, 1))).toEqual([0, 0, 0]);
  expect(counter.take(1, chat, 1)).toBe(1);
  clock.advance(1000);
  expect(counter.take(1, chat, 1)).toBe(0);
  expect(counter.take(1, chat, 1)).toBe(1);
});

test('a bot sends thirty messages a second over all its chats, another bot is not held up', () => {
  const { clock, world, counter } = setup();
  const waits = Array.from({ length: 31 }, (_, i) => counter.take(1, privateChat(world, i), 1));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(30);
  expect(waits[30]).toBe(1);
  expect(counter.take(2, privateChat(world, 99), 1)).toBe(0);
  clock.advance(1001);
  expect(counter.take(1, privateChat(world, 99), 1)).toBe(0);
});

test('a group takes twenty messages a minute and says how long to wait', () => {
  const { clock, world, counter } = setup();
  const group = addChat(world, { kind: 'supergroup', title: 'Staff' });
  for (let i = 0; i < 20; i += 1) {
    expect(counter.take(1, group, 1)).toBe(0);
    clock.advance(1000);
  }
  expect(counter.take(1, group, 1)).toBe(40);
  clock.advance(40_001);
  expect(counter.take(1, group, 1)).toBe(0);
});

test('a refused message is not counted', () => {
  const { clock, world, counter } = setup();
  const chat = privateChat(world, 7);
  for (let i = 0; i < 100; i += 1) counter.take(1, chat, 1);
  clock.advance(3000);
  expect([1, 2, 3].map(() => counter.take(1, chat, 1))).toEqual([0, 0, 0]);
});
