import { expect, test } from 'vitest';
import { longestWaitMs, whenLate } from './waiting.ts';

test('coordinators are told once, when somebody has waited for a quarter of an hour', () => {
  expect(whenLate(null, 0, null)).toBeNull();
  expect(whenLate({ since: 1_000, told: false }, 2_000, null)).toBe(longestWaitMs - 1_000);
  expect(whenLate({ since: 0, told: false }, longestWaitMs, null)).toBe('late');
  expect(whenLate({ since: 0, told: true }, longestWaitMs * 2, null)).toBeNull();
  // Said at night: counted from the morning on.
  expect(whenLate({ since: 0, told: false }, longestWaitMs, 5_000)).toBe(5_000);
});
