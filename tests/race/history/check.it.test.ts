import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { bookingMessageId } from '../../../contracts/events/booking-event.ts';
import { longTime } from '../../../core/time/people.ts';
import type { Stored } from '../invariants.ts';
import { firstViolation } from './check.ts';
import type { Seen } from './seen.ts';

const [event, user, slot, booking] = [new ObjectId(), new ObjectId(), new ObjectId(), new ObjectId()];
const starts = new Date(Date.UTC(2026, 10, 26, 11, 0));
const minutes = (count: number) => new Date(starts.getTime() + count * 60_000);

const slotDoc = {
  _id: slot,
  event_id: event,
  max_users: 1,
  starts_at: starts,
  bookable_until: minutes(-120),
  booked_users: [user],
  seats: [{ user_id: user, booking_id: booking, op: 1, at: minutes(-600) }],
};
const bookingDoc = {
  _id: booking,
  event_id: event,
  user_id: user,
  slot_id: slot,
  starts_at: starts,
  status: 'booked',
  active: true,
  number: 'K7M2',
  rev: 1,
  holds: [],
  created_at: minutes(-600),
};
const journalRow = { booking_id: booking, rev: 1, announce: 'booking.created' };

/** One person, booked, and all is well. */
const well = (): Seen => ({
  stored: { slots: [slotDoc], bookings: [bookingDoc], journal: [journalRow] } as unknown as Stored,
  people: [
    {
      telegram_id: 7,
      user_id: user.toHexString(),
      chat: [
        {
          id: 5,
          fromBot: true,
          text: `Your interview is booked. ${longTime(starts.getTime(), 'en')} Booking number: K7M2`,
        },
      ],
    },
  ],
  taps: [{ id: 'q', who: 7, what: 'Confirm', sentAt: 0, answer: { alert: false, at: 1 } }],
  limited: new Map(),
  promised: [{ who: 7, number: 'K7M2', at: 0 }],
  announced: [
    {
      message_id: bookingMessageId(booking.toHexString(), 1, 'booking.created'),
      type: 'booking.created',
      booking_id: booking.toHexString(),
      rev: 1,
    },
  ],
  ledger: [
    { key: 'k', user_id: user.toHexString(), state: 'sent', resent: 0, finished: true, message_id: 1 },
  ],
  anchors: [{ event_id: event.toHexString(), user_id: user.toHexString(), message_id: 5 }],
});

type Stocks = { readonly slots?: object[]; readonly bookings?: object[]; readonly journal?: object[] };
const stored = (change: Stocks): Partial<Seen> => ({
  stored: { ...well().stored, ...change } as unknown as Stored,
});
const copy = (index: number) => well().announced[index] ?? fail();
const person = () => well().people[0] ?? fail();
const says = (text: string): Partial<Seen> => ({
  people: [{ ...person(), chat: [{ id: 5, fromBot: true, text }] }],
});
function fail(): never {
  throw new Error('there is none');
}

test('a history in which all is well has no violation', () => {
  expect(firstViolation(well())).toBeNull();
});

const broken: readonly (readonly [string, Partial<Seen>, RegExp])[] = [
  ['a seat too many', stored({ slots: [{ ...slotDoc, max_users: 0 }] }), /1 seats taken of 0/],
  ['a seat of nobody’s', stored({ bookings: [] }), /is explained 0 times/],
  [
    'a seat after the cut-off',
    stored({ slots: [{ ...slotDoc, bookable_until: minutes(-700) }] }),
    /after its cut-off/,
  ],
  [
    'a booking without a seat',
    stored({ slots: [{ ...slotDoc, seats: [], booked_users: [] }] }),
    /has no seat/,
  ],
  ['a commit without a journal row', stored({ journal: [] }), /its journal has \[\]/],
  ['a commit journalled twice', stored({ journal: [journalRow, journalRow] }), /its journal has \[1,1\]/],
  [
    'a tap without an answer',
    { taps: [{ id: 'q', who: 7, what: 'Confirm', sentAt: 0, answer: null }] },
    /"Confirm" was taken from Telegram and never answered/,
  ],
  [
    'a number that is nobody’s',
    { promised: [{ who: 7, number: 'X', at: 0 }] },
    /shown the booking X, and it is not theirs/,
  ],
  ['a change the broker never had', { announced: [] }, /the broker has no message of it/],
  [
    'two ids for one change',
    { announced: [copy(0), { ...copy(0), message_id: 'other' }] },
    /have 2 message ids/,
  ],
  ['news of what never was', { announced: [copy(0), { ...copy(0), rev: 2 }] }, /never committed/],
  [
    'a message doubled unseen',
    { people: [{ ...person(), chat: [...person().chat, { id: 6, fromBot: true, text: 'again' }] }] },
    /one was doubled unseen/,
  ],
  ['a message that is missing', { people: [{ ...person(), chat: [] }] }, /one is missing/],
  [
    'a ledger that does not know',
    { ledger: [{ key: 'k', user_id: null, state: 'claimed', resent: 0, finished: false, message_id: null }] },
    /does not know what became of k/,
  ],
  ['another time shown', says('Your interview is booked. Booking number: K7M2'), /and is booked for/],
  ['a list shown to somebody who is booked', says('Please choose a time'), /and is booked for/],
];
test.each(broken)('%s is named', (_what, change, said) => {
  expect(firstViolation({ ...well(), ...change })).toMatch(said);
});
