import { expect, test } from 'vitest';
import { newsOf } from './news-of.ts';

test('a time that is cleared to choose another is not told; that nothing was chosen is', () => {
  expect(newsOf({ event_type: 'booking.cancelled', reason: 'rescheduling' })).toBeUndefined();
  expect(newsOf({ event_type: 'booking.cancelled', reason: 'ill' })).toBe('booking_cancelled');
  expect(newsOf({ event_type: 'booking.unbooked', reason: null })).toBe('booking_unbooked');
});

test('who keeps the old time after all has moved nowhere', () => {
  expect(newsOf({ event_type: 'booking.rescheduled', reason: 'kept' })).toBeUndefined();
  expect(newsOf({ event_type: 'booking.rescheduled', reason: 'slot_changed' })).toBe('booking_rescheduled');
});

test('that times were proposed, and that none of them suits, is told; one that suits is told as the move it is', () => {
  expect(newsOf({ event_type: 'booking.proposal', reason: 'asked' })).toBe('proposal_asked');
  expect(newsOf({ event_type: 'booking.proposal', reason: 'declined' })).toBe('proposal_declined');
  expect(newsOf({ event_type: 'booking.proposal', reason: 'withdrawn' })).toBeUndefined();
});

test('an outcome is recorded by staff, and told to nobody', () => {
  expect(newsOf({ event_type: 'booking.outcome', reason: null })).toBeUndefined();
});
