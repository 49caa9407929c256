import { expect, test } from 'vitest';
import { userId } from '../shared/ids.ts';
import { slotInstants } from '../time/slot-instants.ts';
import { readSlot, type SlotEdit, type SlotForm, type SlotNow, slotImpact } from './change.ts';
import type { Standing } from './overlap.ts';

const now = slotInstants('2026-11-26', '12:00', 0).starts_at;
const [anna, boris] = ['a', 'b'].map((digit) => ({ user_id: userId(digit.repeat(24)), held: digit === 'b' }));
if (!anna || !boris) throw new Error('nobody is there');
const slot: SlotNow = {
  day: '2026-11-27',
  time: '14:00',
  minutes: 30,
  capacity: 3,
  place: 'Офис А',
  room: '301',
  specialist: null,
  active: true,
  people: [anna, boris],
};
const impact = (edit: SlotEdit, standing: readonly Standing[] = [], of: SlotNow = slot) =>
  slotImpact(of, edit, { now, standing });
const faults = (edit: SlotEdit) => impact(edit).faults.map(({ field, fault }) => `${field}: ${fault}`);

test('another time, length or place is told to everybody who has a seat; another capacity to nobody', () => {
  for (const edit of [
    { time: '15:00' },
    { day: '2026-11-28' },
    { minutes: 45 },
    { place: null },
    { room: '404' },
  ])
    expect(impact(edit).told, JSON.stringify(edit)).toEqual([anna, boris]);
  for (const edit of [{ capacity: 5 }, { active: false }, { specialist: anna.user_id }])
    expect(impact(edit).told, JSON.stringify(edit)).toEqual([]);
});

test('what is as it was is no change, and nobody is told of it', () => {
  expect(impact({ ...slot, room: '301' })).toMatchObject({
    differs: {},
    told: [],
    faults: [],
    overlap: null,
  });
});

test('who stays in a slot that is taken off the list is named', () => {
  expect(impact({ active: false }).stay).toEqual([anna, boris]);
  expect(impact({ active: true }).stay).toEqual([]);
});

test('a slot is not moved into the past, nor into a year nobody meant', () => {
  expect(faults({ day: '2026-11-25' })).toEqual(['day: past']);
  expect(faults({ day: '2026-11-26', time: '12:00' })).toEqual(['time: past']);
  expect(faults({ day: '2026-11-26', time: '12:01' })).toEqual([]);
  expect(faults({ day: '2028-01-01' })).toEqual(['day: too_far']);
});

test('what has begun may still get another room or more seats', () => {
  const begun = { ...slot, day: '2026-11-26', time: '11:45' };
  expect(impact({ room: '404', capacity: 4 }, [], begun).faults).toEqual([]);
});

test('there are never fewer seats than people', () => {
  expect(faults({ capacity: 1 })).toEqual(['capacity: below_taken']);
  expect(faults({ capacity: 2 })).toEqual([]);
});

test('what takes place in that room at that time is named, unless nothing about room and time changes', () => {
  const other: Standing = { ...slotInstants('2026-11-27', '15:15', 30), place: 'офис а', room: '301' };
  expect(impact({ time: '15:00' }, [other]).overlap).toBe(other);
  expect(impact({ time: '15:45' }, [other]).overlap).toBeNull();
  expect(
    impact({ capacity: 9 }, [{ ...other, ...slotInstants('2026-11-27', '14:00', 30) }]).overlap,
  ).toBeNull();
  expect(impact({ time: '15:00', active: false }, [other]).overlap).toBeNull();
});

test('all faults of a form are told at once; what is absent is not asked for', () => {
  const wrong: SlotForm = {
    day: '31.11.2026',
    time: '',
    minutes: '4',
    capacity: 'two',
    place: 'x'.repeat(65),
  };
  const read = readSlot(wrong);
  expect(read.ok ? [] : read.faults.map(({ field, fault }) => `${field}: ${fault}`)).toEqual([
    'day: no_such_day',
    'time: missing',
    'minutes: too_small',
    'capacity: not_a_number',
    'place: too_long',
  ]);
  expect(readSlot({ room: ' ' })).toEqual({ ok: true, edit: { room: null } });
});
