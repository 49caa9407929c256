import { expect, test } from 'vitest';
import { moscowStamp } from './moscow.ts';

test('an instant is shown in Moscow time with the zone named, across midnight', () => {
  expect(moscowStamp(Date.parse('2026-11-25T21:30:00Z'))).toBe('2026-11-26 00:30 MSK');
});
