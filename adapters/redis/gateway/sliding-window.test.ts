import { expect, test } from 'vitest';
import { SlidingWindow } from './sliding-window.ts';

test('each new thing within the window has the next place, a repetition keeps its own', () => {
  const window = new SlidingWindow(1_000);
  expect([1, 2, 2, 1, 3].map((what) => window.place(7, what, 0))).toEqual([1, 2, 2, 1, 3]);
  expect(window.place(8, 1, 0)).toBe(1);
});

test('what is older than the window counts no more', () => {
  const window = new SlidingWindow(1_000);
  window.place(7, 1, 0);
  window.place(7, 2, 500);
  expect(window.place(7, 3, 1_001)).toBe(2);
  expect(window.place(7, 4, 5_000)).toBe(1);
});
