import { expect, test } from 'vitest';
import { slotInstants } from './slot-instants.ts';
import { chaseDay, digestDay, nextHour, quietUntil, readQuietHours } from './staff-hours.ts';

const at = (day: string, time: string): number => slotInstants(day, time, 0).starts_at;
const night = { from: '21:00', to: '09:00' };

test.each([
  ['20:59', null],
  ['21:00', at('2026-11-27', '09:00')],
  ['23:59', at('2026-11-27', '09:00')],
  ['00:00', at('2026-11-26', '09:00')],
  ['08:59', at('2026-11-26', '09:00')],
  ['09:00', null],
])('at %s a quiet night ends at', (time, until) => {
  expect(quietUntil(at('2026-11-26', time), night)).toBe(until);
});

test('quiet within one day does not reach into the next', () => {
  const lunch = { from: '13:00', to: '14:00' };
  expect(quietUntil(at('2026-11-26', '13:30'), lunch)).toBe(at('2026-11-26', '14:00'));
  expect(quietUntil(at('2026-11-26', '14:00'), lunch)).toBeNull();
  expect(quietUntil(at('2026-11-26', '03:00'), lunch)).toBeNull();
});

test('hours that are no hours, and a whole day of quiet, are none', () => {
  expect(readQuietHours({ from: ' 21:00', to: '9:00' })).toEqual(night);
  expect(readQuietHours({ from: '', to: ' ' })).toBeNull();
  for (const wrong of [
    { from: '24:00', to: '09:00' },
    { from: '21:00', to: '21:00' },
    { from: '', to: '09:00' },
  ])
    expect(readQuietHours(wrong)).toBe('wrong');
});

test('what is kept for the hour goes out with the next one, never at once', () => {
  expect(nextHour(at('2026-11-26', '12:01'))).toBe(at('2026-11-26', '13:00'));
  expect(nextHour(at('2026-11-26', '12:00'))).toBe(at('2026-11-26', '13:00'));
});

test('the day’s list goes out from eleven until three, missing outcomes are asked for from eight until midnight', () => {
  const day = '2026-11-26';
  expect([digestDay(at(day, '10:59')), digestDay(at(day, '11:00')), digestDay(at(day, '15:00'))]).toEqual([
    null,
    day,
    null,
  ]);
  expect([chaseDay(at(day, '19:59')), chaseDay(at(day, '20:00')), chaseDay(at(day, '23:59'))]).toEqual([
    null,
    day,
    day,
  ]);
});
