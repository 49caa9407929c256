import { expect, test } from 'vitest';
import { isOver } from './over.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 24, 9);
const at = (hours: number) => now + hours * hour;

test('an event is over the moment its last slot ends, and not before', () => {
  expect(isOver({ ends: [at(-3), at(0)], opened: null }, now)).toBe(true);
  expect(isOver({ ends: [at(-3), now + 1], opened: null }, now)).toBe(false);
});

test('an event without slots is never over: somebody may still be adding them', () => {
  expect(isOver({ ends: [], opened: null }, now)).toBe(false);
  expect(isOver({ ends: [], opened: at(-1_000) }, now)).toBe(false);
});

test('when it was opened says nothing as long as a slot ended since', () => {
  expect(isOver({ ends: [at(-1)], opened: at(-2) }, now)).toBe(true);
});

test('who opens it again after its last slot has a day to add more', () => {
  expect(isOver({ ends: [at(-30)], opened: at(-23) }, now)).toBe(false);
  expect(isOver({ ends: [at(-30)], opened: at(-25) }, now)).toBe(true);
});
