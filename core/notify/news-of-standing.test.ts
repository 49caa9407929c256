import { expect, test } from 'vitest';
import { newsOfStanding } from './news-of-standing.ts';

test.each([
  [{ state: 'booked', moved: false, reminded: false }, 'booking_created'],
  [{ state: 'booked', moved: true, reminded: false }, 'booking_rescheduled'],
  [{ state: 'booked', moved: true, reminded: true }, 'booking_reminder'],
  [{ state: 'cancelled', moved: true, reminded: true }, 'booking_cancelled'],
  [{ state: 'past', moved: false, reminded: true }, undefined],
] as const)('%j tells %s', (standing, news) => {
  expect(newsOfStanding(standing)).toBe(news);
});
