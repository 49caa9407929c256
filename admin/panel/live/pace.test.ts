import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('after a rest some drawings follow one another quickly, then one every second', () => {
  const pace = createPace(1_000);
  let now = 5_000;
  const pauses = Array.from({ length: 8 }, () => {
    const pause = pace(now);
    now += pause;
    return Math.round(pause);
  });
  expect(pauses.slice(0, 3)).toEqual([100, 100, 100]);
  expect(pauses.slice(4)).toEqual([1_000, 1_000, 1_000, 1_000]);
});

test('who was quiet for a while is quick again, and never draws more than once a second for long', () => {
  const pace = createPace(1_000);
  for (let now = 0; now < 4_000; now += 1) now += pace(now);
  expect(pace(60_000)).toBe(100);
  let [drawn, now] = [0, 60_000];
  for (; now < 120_000; drawn += 1) now += pace(now);
  expect(drawn).toBeLessThanOrEqual(64);
});
