import { expect, test } from 'vitest';
import { bookingId, eventId, slotId, userId } from '../shared/ids.ts';
import { type BookingSeen, damagesOf, type EventSeen, type SlotSeen } from './compare.ts';

const now = Date.UTC(2026, 10, 26, 9);
const minute = 60_000;
const event_id = eventId('e'.repeat(24));
const slot_id = slotId('a'.repeat(24));
const other = slotId('b'.repeat(24));
const user_id = userId('1'.repeat(24));
const booking_id = bookingId('c'.repeat(24));
const stranger = userId('2'.repeat(24));

const taken: SlotSeen = {
  slot_id,
  max_users: 1,
  booked_users: [user_id],
  seats: [{ user_id, booking_id }],
  event_rev: 1,
};
const free: SlotSeen = { ...taken, slot_id: other, booked_users: [], seats: [] };
const booked: BookingSeen = { booking_id, user_id, slot_id, status: 'booked', active: true, holds: [] };
const hold = (slot: typeof slot_id, until: number) => ({ slot_id: slot, op: 1, until });

const kinds = (slots: readonly SlotSeen[], bookings: readonly BookingSeen[], rev = 1): string[] => {
  const seen: EventSeen = { event_id, rev, slots, bookings };
  return damagesOf(seen, now).map((one) => one.kind);
};

test.each([
  ['a booked seat', [taken], [booked]],
  ['a held seat', [taken], [{ ...booked, status: 'pending', holds: [hold(slot_id, now + minute)] }]],
  ['an hour gone by after the interview', [taken], [{ ...booked, status: 'done', active: false }]],
  ['a booking that was cancelled', [free], [{ ...booked, status: 'cancelled', active: false }]],
  [
    'a move under way',
    [taken, { ...taken, slot_id: other }],
    [{ ...booked, holds: [hold(other, now + minute)] }],
  ],
  ['a hold whose time has just run out', [taken], [{ ...booked, holds: [hold(slot_id, now - minute)] }]],
] as [string, SlotSeen[], BookingSeen[]][])('%s is no damage', (_what, slots, bookings) => {
  expect(kinds(slots, bookings)).toEqual([]);
});

test.each([
  ['seat_unexplained', [taken], []],
  ['seat_unexplained', [taken], [{ ...booked, status: 'cancelled' }]],
  ['seat_unexplained', [taken], [{ ...booked, status: 'pending', slot_id: null }]],
  ['seat_missing', [{ ...taken, booked_users: [], seats: [] }], [booked]],
  ['seat_missing', [], [booked]],
  ['seat_missing', [{ ...taken, booked_users: [], seats: [] }], [{ ...booked, status: 'no_show' }]],
  [
    'seat_missing',
    [free],
    [{ ...booked, slot_id: null, status: 'pending', holds: [hold(other, now + minute)] }],
  ],
  [
    'hold_expired',
    [taken],
    [{ ...booked, slot_id: null, status: 'pending', holds: [hold(slot_id, now - 3 * minute)] }],
  ],
  [
    'hold_expired',
    [free],
    [{ ...booked, status: 'cancelled', active: false, holds: [hold(other, now - 3 * minute)] }],
  ],
  ['people_and_seats_differ', [{ ...taken, booked_users: [stranger] }], [booked]],
  ['people_and_seats_differ', [{ ...taken, booked_users: [] }], [booked]],
  ['overfull', [{ ...taken, max_users: 0 }], [booked]],
  ['two_active', [taken], [booked, { ...booked, booking_id: bookingId('d'.repeat(24)), status: 'pending' }]],
] as [string, SlotSeen[], BookingSeen[]][])('%s is found, and nothing besides', (kind, slots, bookings) => {
  expect(kinds(slots, bookings)).toEqual([kind]);
});

test('a seat under another booking of the same person is a seat too many and a seat missing', () => {
  const seats = [{ user_id, booking_id: bookingId('d'.repeat(24)) }];
  expect(kinds([{ ...taken, seats }], [booked])).toEqual(['seat_unexplained', 'seat_missing']);
});

test('slots behind their event count once', () => {
  expect(kinds([free, { ...free, slot_id }], [], 2)).toEqual(['slots_behind']);
});

test('the same damage has the same key, another one has another', () => {
  const keys = (slots: SlotSeen[]) =>
    damagesOf({ event_id, rev: 1, slots, bookings: [] }, now).map((one) => one.key);
  const again = { ...taken, slot_id: other };
  expect(keys([taken])).toEqual(keys([taken]));
  expect(new Set(keys([taken, again]))).toHaveLength(2);
});
