import { expect, test } from 'vitest';
import { type Standing, stillNews } from './still-true.ts';
import type { News } from './words.ts';

const at = 1_000;
const booked: Standing = { status: 'booked', starts_at: at, has_outcome: false, is_asked: false };
const elsewhere: Standing = { ...booked, starts_at: 2_000 };
const cancelled: Standing = { status: 'cancelled', starts_at: at, has_outcome: false, is_asked: false };
const pending: Standing = { status: 'pending', starts_at: null, has_outcome: false, is_asked: false };

test.each<[News, Standing, boolean]>([
  ['booking_created', booked, true],
  ['booking_created', elsewhere, false],
  ['booking_created', cancelled, false],
  ['booking_rescheduled', booked, true],
  ['booking_rescheduled', elsewhere, false],
  ['booking_cancelled', cancelled, true],
  ['booking_cancelled', booked, false],
  ['booking_unbooked', pending, true],
  ['booking_unbooked', booked, false],
  ['booking_reminder', booked, true],
  ['booking_reminder', elsewhere, false],
  ['booking_reminder', cancelled, false],
  ['booking_done', booked, true],
  ['booking_done', { ...booked, status: 'done', has_outcome: true }, false],
  ['proposal_asked', { ...booked, is_asked: true }, true],
  ['proposal_asked', booked, false],
  ['proposal_asked', { ...elsewhere, is_asked: true }, false],
  ['proposal_declined', booked, true],
  ['proposal_declined', cancelled, false],
  ['slot_changed', booked, true],
  ['slot_changed', cancelled, false],
])('%s of %o may be said: %s', (news, now, expected) => {
  expect(stillNews({ news, starts_at: at, left: false }, now)).toBe(expected ? news : null);
});

test('nothing is said of a booking that is gone', () => {
  expect(stillNews({ news: 'booking_cancelled', starts_at: at, left: false }, null)).toBe(null);
  expect(stillNews({ news: 'booking_rescheduled', starts_at: at, left: true }, null)).toBe(null);
});

test.each<[Standing, News]>([
  [elsewhere, 'booking_rescheduled'],
  [cancelled, 'booking_cancelled'],
  [pending, 'booking_unbooked'],
])('whose time a booking left before it went on to %o hears of it as %s', (now, news) => {
  expect(stillNews({ news: 'booking_rescheduled', starts_at: at, left: true }, now)).toBe(news);
  expect(stillNews({ news: 'booking_created', starts_at: at, left: true }, now)).toBe(null);
});
