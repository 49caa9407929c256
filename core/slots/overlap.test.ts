import { expect, test } from 'vitest';
import { type Led, ledTwice } from './overlap.ts';

const led = (id: string, from: number, to: number, specialist = 'ines'): Led => ({
  id,
  specialist,
  starts_at: from,
  ends_at: to,
});
const twice = (...slots: readonly Led[]) => [...ledTwice(slots)].toSorted();

test('of one specialist’s slots those that run at the same time are named, each of them, in whatever order they come', () => {
  expect(twice(led('a', 0, 10), led('b', 5, 15))).toEqual(['a', 'b']);
  expect(twice(led('c', 20, 30), led('b', 12, 14), led('long', 0, 25))).toEqual(['b', 'c', 'long']);
  expect(twice(led('a', 0, 10), led('b', 0, 10), led('c', 0, 10))).toEqual(['a', 'b', 'c']);
});

test('one after another is no clash, nor are two people’s slots', () => {
  expect(twice(led('a', 0, 10), led('b', 10, 20))).toEqual([]);
  expect(twice(led('a', 0, 10), led('b', 5, 15, 'oleg'))).toEqual([]);
});
