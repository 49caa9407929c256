import { expect, test } from 'vitest';
import { bookingId, eventId, slotId, userId } from '../shared/ids.ts';
import { type Claiming, refusalOf } from './seat-rules.ts';

const id = (digit: string) => digit.repeat(24);
const person = userId(id('a'));
const booking = bookingId(id('b'));
const seat = { user_id: person, booking_id: booking, op: 5 };
const foreign = { user_id: userId(id('c')), booking_id: bookingId(id('d')), op: 9 };

const slot = {
  slot_id: slotId(id('1')),
  event_id: eventId(id('2')),
  starts_at: 10_000,
  ends_at: 20_000,
  bookable_until: 5_000,
  location: null,
  audience: null,
  open: true,
  is_active: true,
  max_users: 1,
  seats: [],
  allows_person: true,
};
const claim: Claiming = {
  event_id: slot.event_id,
  user_id: person,
  booking_id: booking,
  op: 5,
  now: 4_999,
  override: false,
};

test.each([
  ['a free seat', {}, {}, null],
  ['another event', { event_id: eventId(id('3')) }, {}, 'closed'],
  ['a closed event', { open: false }, {}, 'closed'],
  ['a deactivated slot', { is_active: false }, {}, 'closed'],
  ['the cut-off itself', {}, { now: 5_000 }, 'too_late'],
  ['a slot for others', { allows_person: false }, {}, 'not_allowed'],
  ['a full slot', { seats: [foreign] }, {}, 'slot_taken'],
  ['the own seat in a full slot', { seats: [seat] }, {}, null],
  ['the own seat, by a newer operation', { seats: [{ ...seat, op: 6 }] }, {}, 'stale'],
  ['the own seat, by an older operation', { seats: [{ ...seat, op: 4 }] }, {}, null],
  [
    'the own seat of another booking',
    { max_users: 2, seats: [seat] },
    { booking_id: foreign.booking_id },
    'slot_taken',
  ],
  ['the own seat past the cut-off', { seats: [seat] }, { now: 5_000 }, 'too_late'],
  ['a slot shrunk below its seats', { max_users: 0, seats: [seat] }, {}, null],
] as const)('%s', (_what, change, asked, expected) => {
  expect(refusalOf({ ...slot, ...change }, { ...claim, ...asked })).toBe(expected);
});

test('a slot that is not there is closed', () => {
  expect(refusalOf(null, claim)).toBe('closed');
});

test('staff go past everything but capacity and a newer operation', () => {
  const staff = { ...claim, override: true, now: 9_999 };
  const shut = { ...slot, open: false, is_active: false, allows_person: false };
  expect(refusalOf(shut, staff)).toBeNull();
  expect(refusalOf({ ...shut, seats: [foreign] }, staff)).toBe('slot_taken');
  expect(refusalOf({ ...shut, seats: [{ ...seat, op: 6 }] }, staff)).toBe('stale');
});
