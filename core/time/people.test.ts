import { expect, test } from 'vitest';
import { inEveryHostZone } from '../../tests/support/host-zones.ts';
import { clockTime, clockTimeZoned, dayAndClock, longTime, shortTime } from './people.ts';
import { slotInstants } from './slot-instants.ts';

const at = (day: string, time: string) => slotInstants(day, time, 30).starts_at;

test('people read weekday, day, month and the named zone in their language', () => {
  expect(longTime(at('2026-11-26', '14:00'), 'ru')).toBe('чт 26 ноября, 14:00 МСК');
  expect(longTime(at('2026-11-26', '14:00'), 'en')).toBe('Thu 26 November, 14:00 MSK');
  expect(longTime(at('2028-02-29', '00:00'), 'ru')).toBe('вт 29 февраля, 00:00 МСК');
  expect(longTime(at('2027-01-01', '23:59'), 'en')).toBe('Fri 1 January, 23:59 MSK');
});

test('a button has day and time in a few letters', () => {
  expect(shortTime(at('2026-11-26', '14:00'), 'ru')).toBe('чт 26.11 · 14:00');
  expect(shortTime(at('2026-03-01', '09:05'), 'en')).toBe('Sun 01.03 · 09:05');
});

test('the zone of the host changes nothing', () => {
  inEveryHostZone(() => {
    const instant = Date.parse('2026-11-25T21:30:00Z');
    expect(longTime(instant, 'ru')).toBe('чт 26 ноября, 00:30 МСК');
    expect(clockTime(instant)).toBe('00:30');
    expect(clockTimeZoned(instant, 'en')).toBe('00:30 MSK');
  });
});

test('an instant that is none is never shown as one', () => {
  expect(() => longTime(Number.NaN, 'ru')).toThrow(RangeError);
});

test('what may lie long back has its year, and is by Moscow’s clock', () => {
  expect(dayAndClock(Date.parse('2026-11-25T21:30:00Z'))).toBe('26.11.2026, 00:30');
});
