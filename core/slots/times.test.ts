import { array, assert, integer, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { fill, readTimes, timeAt } from './times.ts';

const minute = integer({ min: 0, max: 24 * 60 });
const stretch = tuple(minute, minute).map(([one, other]) => ({
  from: Math.min(one, other),
  to: Math.max(one, other),
}));
const filling = record({
  minutes: integer({ min: 5, max: 240 }),
  pause: integer({ min: 0, max: 60 }),
  breaks: array(stretch, { maxLength: 4 }),
});

test('slots of a range stay within it, keep their pause and never run into a break', () => {
  assert(
    property(stretch, filling, (range, how) => {
      const starts = fill(range, how);
      for (const [index, at] of starts.entries()) {
        expect(at).toBeGreaterThanOrEqual(range.from);
        expect(at + how.minutes).toBeLessThanOrEqual(range.to);
        const before = starts[index - 1];
        if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(how.minutes);
        for (const { from, to } of how.breaks) expect(at >= to || at + how.minutes <= from).toBe(true);
      }
    }),
  );
});

const told = (times: string, breaks: string, minutes = 45, pause = 0) => {
  const faults: string[] = [];
  const [from = '', to = ''] = breaks.split('..');
  const minutes_ = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const rests = breaks === '' ? [] : [{ from: minutes_(from), to: minutes_(to) }];
  const read = readTimes(times, { minutes, pause, breaks: rests }, (fault, at) =>
    faults.push(`${fault} ${at ?? ''}`),
  );
  return faults.length > 0 ? faults : read;
};

test('after a break it goes on when the break is over, not where the grid would have been', () => {
  expect(told('10:00..13:00', '11:00..11:15')).toEqual(['10:00', '11:15', '12:00']);
  expect(told('10:00..12:00', '', 30, 15)).toEqual(['10:00', '10:45', '11:30']);
});

test('a dash is a dash, and nine o’clock may be written without its nought', () => {
  expect(told('9:00 – 10:30', '')).toEqual(['09:00', '09:45']);
  expect(told('9:00-10:30', '')).toEqual(['09:00', '09:45']);
});

test('a time that runs into a break leaves nothing, and that is said', () => {
  expect(told('13:00', '12:30..14:00')).toEqual(['no_room_for_one 13:00']);
});

test('the last minute of the day is a time like any other', () => {
  expect(timeAt(23 * 60 + 59)).toBe('23:59');
  expect(told('23:59', '')).toEqual(['23:59']);
});
