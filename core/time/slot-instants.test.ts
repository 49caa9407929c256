import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inEveryHostZone } from '../../tests/support/host-zones.ts';
import {
  bookableUntil,
  dayAfter,
  dayOf,
  isDay,
  isTime,
  seedDateTime,
  slotInstants,
  weekdayOf,
} from './slot-instants.ts';

const iso = (instant: number) => new Date(instant).toISOString();

test('a slot begins by the clock of Moscow whatever zone the host is in', () => {
  inEveryHostZone(() => {
    expect(iso(slotInstants('2026-11-26', '14:00', 45).starts_at)).toBe('2026-11-26T11:00:00.000Z');
    expect(iso(slotInstants('2026-11-26', '14:00', 45).ends_at)).toBe('2026-11-26T11:45:00.000Z');
  });
});

test('the last and the first minute of a day, a leap day and the turn of the year are where they belong', () => {
  expect(iso(slotInstants('2026-11-26', '23:59', 30).starts_at)).toBe('2026-11-26T20:59:00.000Z');
  expect(iso(slotInstants('2026-11-26', '00:00', 30).starts_at)).toBe('2026-11-25T21:00:00.000Z');
  expect(iso(slotInstants('2028-02-29', '10:00', 30).starts_at)).toBe('2028-02-29T07:00:00.000Z');
  const overNewYear = slotInstants('2026-12-31', '23:30', 60);
  expect(dayOf(overNewYear.starts_at)).toBe('2026-12-31');
  expect(dayOf(overNewYear.ends_at)).toBe('2027-01-01');
});

test('the seed’s date is midnight in Moscow and its time the wall clock, in every host zone', () => {
  inEveryHostZone(() => {
    for (const time of ['00:00', '14:00', '23:59']) {
      const { starts_at } = slotInstants('2027-01-01', time, 30);
      expect(seedDateTime(starts_at)).toEqual({ date: new Date('2026-12-31T21:00:00Z'), time });
    }
  });
});

test('day and time of any instant lead back to the same minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 25_000_000, max: 40_000_000 }), (minutes) => {
      const instant = minutes * 60_000;
      const { time } = seedDateTime(instant);
      expect(slotInstants(dayOf(instant), time, 0).starts_at).toBe(instant);
    }),
  );
});

test('days and times that do not exist are refused', () => {
  for (const wrong of [
    '2026-02-29',
    '2026-13-01',
    '2026-11-31',
    '26.11.2026',
    '2026-1-5',
    '',
    '2026-11-26T00',
  ])
    expect(isDay(wrong), wrong).toBe(false);
  for (const wrong of ['24:00', '9:00', '12:60', '', '12:00:00']) expect(isTime(wrong), wrong).toBe(false);
  expect(isDay('2028-02-29') && isTime('00:00') && isTime('23:59')).toBe(true);
  expect(() => slotInstants('2026-02-29', '10:00', 30)).toThrow(RangeError);
});

test('bookable until the cut-off before the start, across midnight too', () => {
  expect(iso(bookableUntil(slotInstants('2026-11-26', '01:00', 30).starts_at, 120))).toBe(
    '2026-11-25T20:00:00.000Z',
  );
});

test('days are counted in the calendar: over a leap day and a new year', () => {
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2027-01-01', -1)).toBe('2026-12-31');
  expect(weekdayOf('2026-11-26')).toBe(4);
});
