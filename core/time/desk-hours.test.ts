import { expect, test } from 'vitest';
import { deskOpensAt, readDeskHours } from './desk-hours.ts';
import { slotInstants } from './slot-instants.ts';

const at = (day: string, time: string): number => slotInstants(day, time, 0).starts_at;
const week = { from: '10:00', to: '19:00', days: 'mon_fri' } as const;

// 2026-11-27 is a Friday.
test.each([
  ['2026-11-27', '09:59', at('2026-11-27', '10:00')],
  ['2026-11-27', '10:00', null],
  ['2026-11-27', '18:59', null],
  ['2026-11-27', '19:00', at('2026-11-30', '10:00')],
  ['2026-11-28', '12:00', at('2026-11-30', '10:00')],
])('on %s at %s coordinators are there again at', (day, time, opens) => {
  expect(deskOpensAt(at(day, time), week)).toBe(opens);
});

test('with Saturdays, and every day', () => {
  const saturday = at('2026-11-28', '12:00');
  expect(deskOpensAt(saturday, { ...week, days: 'mon_sat' })).toBeNull();
  expect(deskOpensAt(saturday + 24 * 3_600_000, { ...week, days: 'all' })).toBeNull();
});

test('hours are both times, the later after the earlier, or none', () => {
  expect(readDeskHours({ from: '', to: ' ', days: 'all' })).toBeNull();
  expect(readDeskHours({ from: '9:00', to: '18:00', days: 'mon_sat' })).toEqual({
    from: '09:00',
    to: '18:00',
    days: 'mon_sat',
  });
  for (const [from, to] of [
    ['19:00', '10:00'],
    ['10:00', ''],
    ['10:00', '10:00'],
    ['25:00', '26:00'],
  ] as const)
    expect(readDeskHours({ from, to, days: 'all' })).toBe('wrong');
});
