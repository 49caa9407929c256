import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter, dayOf, slotInstants } from '../time/slot-instants.ts';
import type { Standing } from './overlap.ts';
import { type Plan, type PlanForm, planSlots, previewSlots } from './plan.ts';

const now = slotInstants('2026-11-26', '12:00', 0).starts_at;
const good: PlanForm = {
  dates: '2026-11-27',
  times: '10:00, 11:00',
  minutes: '45',
  capacity: '2',
  place: 'Офис А',
  room: '301',
};
const plan = (patch: Partial<PlanForm> = {}, standing: readonly Standing[] = []) =>
  planSlots({ ...good, ...patch }, { now, standing });
const faults = (answer: Plan) =>
  answer.ok ? [] : answer.faults.map(({ field, fault }) => `${field}: ${fault}`);
const times = (answer: Plan) =>
  answer.ok ? answer.slots.map((slot) => new Date(slot.starts_at).toISOString().slice(0, 16)) : [];

test('every date with every time, each once and in order', () => {
  expect(times(plan({ dates: '2026-11-28 2026-11-27,2026-11-27', times: '11:00;10:00,10:00' }))).toEqual([
    '2026-11-27T07:00',
    '2026-11-27T08:00',
    '2026-11-28T07:00',
    '2026-11-28T08:00',
  ]);
});

test('ranges: days in a row over a new year, times filled with whole slots up to midnight', () => {
  expect(times(plan({ dates: '2026-12-30..2027-01-02', times: '10:00' }))).toHaveLength(4);
  expect(times(plan({ times: '10:00..12:30' }))).toEqual([
    '2026-11-27T07:00',
    '2026-11-27T07:45',
    '2026-11-27T08:30',
  ]);
  expect(times(plan({ times: '22:30..24:00' })).at(-1)).toBe('2026-11-27T20:15');
});

test('23:59 and 00:00 are times like any other; a leap day is a day', () => {
  expect(times(plan({ times: '00:00,23:59' }))).toEqual(['2026-11-26T21:00', '2026-11-27T20:59']);
  const leap = planSlots(
    { ...good, dates: '2028-02-29' },
    { now: slotInstants('2028-02-01', '12:00', 0).starts_at, standing: [] },
  );
  expect(times(leap)[0]).toBe('2028-02-29T07:00');
});

test('all faults are told at once, each with its field', () => {
  expect(
    faults(
      plan({ dates: '2026-11-31', times: '25:00', minutes: 'half', capacity: '0', place: 'x'.repeat(65) }),
    ),
  ).toEqual([
    'minutes: not_a_number',
    'capacity: too_small',
    'dates: no_such_day',
    'times: no_such_time',
    'place: too_long',
  ]);
  expect(faults(plan({ dates: '', times: ' ', minutes: '', capacity: '' }))).toEqual([
    'minutes: missing',
    'capacity: missing',
    'dates: missing',
    'times: missing',
  ]);
});

test('past dates, past times of today, ends before starts, and 400 days are refused', () => {
  expect(faults(plan({ dates: '2026-11-25' }))).toEqual(['dates: past']);
  expect(faults(plan({ dates: '2026-11-26', times: '12:00' }))).toEqual(['times: past']);
  expect(faults(plan({ dates: '2026-11-26', times: '12:01' }))).toEqual([]);
  expect(faults(plan({ dates: '2026-11-28..2026-11-27' }))).toEqual(['dates: end_before_start']);
  expect(faults(plan({ times: '12:00..10:00' }))).toEqual(['times: end_before_start']);
  expect(faults(plan({ dates: `2026-11-27..${dayAfter('2026-11-27', 400)}` }))).toEqual(['dates: too_far']);
});

test('a length no interview has, a capacity no room has, and a range too short for one slot are refused', () => {
  expect(faults(plan({ minutes: '0' }))).toEqual(['minutes: too_small']);
  expect(faults(plan({ minutes: '1441' }))).toEqual(['minutes: too_large']);
  expect(faults(plan({ capacity: '1.5' }))).toEqual(['capacity: not_a_number']);
  expect(faults(plan({ capacity: '-1' }))).toEqual(['capacity: too_small']);
  expect(faults(plan({ capacity: '99999' }))).toEqual(['capacity: too_large']);
  expect(faults(plan({ times: '10:00..10:30' }))).toEqual(['times: no_room_for_one']);
});

test('slots may follow each other but not overlap, in one room; another room is another matter', () => {
  expect(faults(plan({ times: '10:00,10:45' }))).toEqual([]);
  expect(faults(plan({ times: '10:00,10:44' }))).toEqual(['times: overlap']);
  expect(faults(plan({ dates: '2026-11-27,2026-11-28', times: '00:10,23:50' }))).toEqual(['times: overlap']);
  const standing: Standing = { ...slotInstants('2026-11-27', '10:30', 60), place: 'офис а', room: '301' };
  expect(faults(plan({}, [standing]))).toEqual(['times: overlap']);
  expect(faults(plan({}, [{ ...standing, room: '302' }]))).toEqual([]);
});

test('slots that are there already and overlap each other hinder nobody; a long one hinders all day', () => {
  const at = (time: string, minutes: number): Standing => ({
    ...slotInstants('2026-11-27', time, minutes),
    place: 'Офис А',
    room: '301',
  });
  expect(faults(plan({}, [at('14:00', 60), at('14:30', 60)]))).toEqual([]);
  expect(faults(plan({}, [at('08:00', 300), at('08:30', 10)]))).toEqual(['times: overlap']);
});

test('3,000 slots can be planned at once, more are refused', () => {
  const many = (days: number) =>
    planSlots(
      {
        ...good,
        dates: `2026-11-27..${dayAfter('2026-11-27', days - 1)}`,
        times: '08:00..24:00',
        minutes: '48',
      },
      { now, standing: [] },
    );
  const fits = many(150);
  expect(fits.ok && fits.slots.length).toBe(3_000);
  expect(faults(many(151))).toEqual(['dates: too_many']);
});

test('a range may leave out weekdays; a day that is named by itself is meant', () => {
  const days = (answer: Plan) =>
    answer.ok ? answer.slots.map((slot) => dayOf(slot.starts_at)) : answer.faults.map((one) => one.fault);
  const weekdays = { times: '10:00', weekdays: '1,2,3,4,5' };
  expect(days(plan({ ...weekdays, dates: '2026-11-27..2026-11-30' }))).toEqual(['2026-11-27', '2026-11-30']);
  expect(days(plan({ ...weekdays, dates: '28.11.2026' }))).toEqual(['2026-11-28']);
  expect(faults(plan({ ...weekdays, dates: '2026-11-28..2026-11-29' }))).toEqual(['weekdays: missing']);
  expect(faults(plan({ ...weekdays, weekdays: '', dates: '2026-11-27..2026-11-30' }))).toEqual([
    'weekdays: missing',
  ]);
});

test('a range of days has every day of the calendar once, over any end of a month', () => {
  assert(
    property(integer({ min: 1, max: 300 }), integer({ min: 0, max: 60 }), (first, more) => {
      const from = dayAfter('2026-11-26', first);
      const made = plan({ dates: `${from}..${dayAfter(from, more)}`, times: '00:00,23:45', minutes: '15' });
      if (!made.ok) throw new Error(JSON.stringify(made.faults));
      expect(made.slots.map((slot) => dayOf(slot.starts_at))).toEqual(
        Array.from({ length: more + 1 }, (_none, day) => dayAfter(from, day)).flatMap((day) => [day, day]),
      );
    }),
    { numRuns: 30 },
  );
});

test('a preview says of each slot why it will not be made, and keeps the others', () => {
  const own: Standing = {
    ...slotInstants('2026-11-27', '10:00', 45),
    place: 'Офис А',
    room: '301',
    own: true,
  };
  const foreign: Standing = { ...slotInstants('2026-11-27', '12:30', 60), place: 'Офис А', room: '301' };
  const preview = previewSlots(
    { ...good, dates: '2026-11-26..2026-11-27', times: '10:00..13:00' },
    { now, standing: [own, foreign] },
  );
  expect(preview.ok && preview.rows.map((row) => row.left_out)).toEqual([
    'past',
    'past',
    'past',
    null,
    'exists',
    null,
    null,
    'overlap',
  ]);
});

test('of two planned slots that overlap the earlier is made', () => {
  const preview = previewSlots({ ...good, times: '10:00,10:30,10:45' }, { now, standing: [] });
  expect(preview.ok && preview.rows.map((row) => row.left_out)).toEqual([null, 'overlap', null]);
});
