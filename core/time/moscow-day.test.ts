import { expect, test } from 'vitest';
import { moscowDate, moscowMidnight } from './moscow-day.ts';

test('a day begins at midnight in Moscow, and every instant of it belongs to it', () => {
  const begin = moscowMidnight('2028-02-29');
  expect(new Date(begin).toISOString()).toBe('2028-02-28T21:00:00.000Z');
  expect(moscowDate(begin)).toBe('2028-02-29');
  expect(moscowDate(begin - 1)).toBe('2028-02-28');
  expect(moscowDate(begin + 24 * 3_600_000 - 1)).toBe('2028-02-29');
});
