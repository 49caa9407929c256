import { expect, test } from 'vitest';
import { inEveryHostZone } from '../../tests/support/host-zones.ts';
import { slotId } from '../shared/ids.ts';
import { defaultReminders, readReminderRule } from './reminder-rules.ts';
import { remindersFor } from './reminders.ts';
import { slotInstants } from './slot-instants.ts';

const slot_id = slotId('0123456789abcdef01234567');
const at = (day: string, time: string) => slotInstants(day, time, 30).starts_at;
const longAgo = at('2026-11-01', '12:00');

const remind = (
  day: string,
  time: string,
  { rules = defaultReminders, booked_at = longAgo, rank = 0 } = {},
) => remindersFor({ slot_id, starts_at: at(day, time) }, rules, { booked_at, rank });
const instants = (facts: ReturnType<typeof remind>) =>
  facts.map((fact) => new Date(fact.at).toISOString().slice(0, 16));

test('the reminder comes at 11:00 in Moscow on the day, in every host zone', () => {
  inEveryHostZone(() => {
    for (const time of ['11:01', '14:00', '23:59'])
      expect(instants(remind('2026-11-26', time)), time).toEqual(['2026-11-26T08:00']);
  });
});

test('an interview at or before 11:00 is reminded of two hours before, the evening before if need be', () => {
  expect(instants(remind('2026-11-26', '11:00'))).toEqual(['2026-11-26T06:00']);
  expect(instants(remind('2026-11-26', '09:30'))).toEqual(['2026-11-26T04:30']);
  expect(instants(remind('2026-11-26', '00:00'))).toEqual(['2026-11-25T19:00']);
  expect(instants(remind('2027-01-01', '01:00'))).toEqual(['2026-12-31T20:00']);
  expect(instants(remind('2028-02-29', '10:00'))).toEqual(['2028-02-29T05:00']);
});

test('booked or moved after that moment: none; at that very moment: one', () => {
  const eleven = at('2026-11-26', '11:00');
  expect(remind('2026-11-26', '14:00', { booked_at: eleven + 1 })).toEqual([]);
  expect(remind('2026-11-26', '14:00', { booked_at: eleven })).toHaveLength(1);
  expect(remind('2026-11-26', '10:00', { booked_at: at('2026-11-26', '08:01') })).toEqual([]);
  // Booked before midnight for the morning after.
  expect(remind('2026-11-26', '00:30', { booked_at: at('2026-11-25', '22:31') })).toEqual([]);
  expect(remind('2026-11-26', '00:30', { booked_at: at('2026-11-25', '22:29') })).toHaveLength(1);
});

test('an event’s own rules: the day before at 18:00, 120 minutes before; in order of time', () => {
  const rules = ['120 min before', 'day before 18:00'];
  expect(instants(remind('2027-01-01', '14:00', { rules }))).toEqual([
    '2026-12-31T15:00',
    '2027-01-01T09:00',
  ]);
  expect(instants(remind('2028-03-01', '10:00', { rules: ['day before 18:00'] }))).toEqual([
    '2028-02-29T15:00',
  ]);
});

test('the same rule written twice reminds once; two rules of one moment are two keys', () => {
  expect(remind('2026-11-26', '14:00', { rules: ['120 min before', '120 min before'] })).toHaveLength(1);
  const keys = remind('2026-11-26', '13:00', { rules: ['same day 11:00', '120 min before'] }).map(
    (f) => f.key,
  );
  expect(new Set(keys).size).toBe(2);
});

test('a slot put off to another day is reminded of again, within one day never', () => {
  const key = (day: string, time: string) => remind(day, time)[0]?.key;
  expect(key('2026-11-26', '14:00')).toBe(key('2026-11-26', '15:00'));
  expect(key('2026-11-26', '14:00')).not.toBe(key('2026-11-27', '14:00'));
});

test('25 a second, at most three minutes after, and at once when the interview is near', () => {
  const spread = (rank: number, time = '14:00') => remind('2026-11-26', time, { rank })[0]?.spread_ms;
  expect([0, 24, 25, 999, 4_499, 4_500, 50_000].map((rank) => spread(rank))).toEqual([
    0, 0, 1_000, 39_000, 179_000, 180_000, 180_000,
  ]);
  expect(spread(5_000, '13:00')).toBe(0);
  expect(spread(5_000, '13:01')).toBe(180_000);
  expect(spread(5_000, '10:00')).toBe(0);
});

test('useful until a quarter of an hour before the start, or the start when it is due later than that', () => {
  const useful = (time: string, rules = defaultReminders) => {
    const [fact] = remind('2026-11-26', time, { rules });
    return fact && new Date(fact.useful_until).toISOString().slice(11, 16);
  };
  expect(useful('14:00')).toBe('10:45');
  expect(useful('11:16')).toBe('08:01');
  expect(useful('11:15')).toBe('08:15');
  expect(useful('11:05')).toBe('08:05');
  expect(useful('14:00', ['10 min before'])).toBe('11:00');
});

test('rules are read exactly, and one nobody can read is said aloud', () => {
  expect(readReminderRule('same day 11:00')).toEqual({ kind: 'same_day', time: '11:00' });
  expect(readReminderRule('day before 18:00')).toEqual({ kind: 'day_before', time: '18:00' });
  expect(readReminderRule('120 min before')).toEqual({ kind: 'before', minutes: 120 });
  for (const wrong of [
    '',
    '11:00',
    'same day 24:00',
    '0 min before',
    '99999 min before',
    'day before',
    '-5 min before',
  ])
    expect(readReminderRule(wrong), wrong).toBeUndefined();
  expect(() => remind('2026-11-26', '14:00', { rules: ['at dawn'] })).toThrow(RangeError);
});
