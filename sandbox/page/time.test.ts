import { expect, test } from 'vitest';
import { dayOf, fromMoscow, moscowDate, moscowTime, offsetText, tgTime, timeOf } from './time.ts';

const eleven = Date.parse('2026-11-26T11:00:00+03:00');

test('every time is Moscow’s, wherever the browser stands', () => {
  expect(fromMoscow('2026-11-26', '11:00')).toBe(eleven);
  expect(moscowTime(eleven)).toBe('26 Nov, 11:00');
  expect(timeOf(eleven / 1000)).toBe('11:00');
  expect(dayOf(eleven / 1000)).toBe('Thursday 26 November');
  const late = Date.parse('2026-11-26T22:30:00Z');
  expect(moscowDate(late)).toBe('2026-11-27');
  expect(dayOf(late / 1000)).toBe('Friday 27 November');
});

test('how far the clock was moved is said in days, hours and minutes', () => {
  expect(offsetText(0)).toBe('+0 min');
  expect(offsetText(((24 + 2) * 60 + 5) * 60_000)).toBe('+1 d 2 h 5 min');
});

test('tg-time is shown as its letters ask; without letters the bot’s own words stay', () => {
  const unix = eleven / 1000;
  expect(tgTime(unix, 't', eleven)).toBe('11:00');
  expect(tgTime(unix, 'wDt', eleven)).toBe('Thursday, 26 November 2026 at 11:00');
  expect(tgTime(unix, 'r', eleven - 2 * 3_600_000)).toBe('in 2 hours');
  expect(tgTime(unix, '', eleven)).toBeNull();
});
