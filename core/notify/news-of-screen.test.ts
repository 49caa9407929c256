import { expect, test } from 'vitest';
import { sampleScreens } from '../messages/samples.ts';
import { newsOfScreen } from './news-of-screen.ts';

test.each([
  ['booked', 'booking_created'],
  ['booked, moved', 'booking_rescheduled'],
  ['booked, kept', undefined],
  ['changed: time', 'booking_rescheduled'],
  ['changed: slot', 'booking_rescheduled'],
  ['changed: place', 'slot_changed'],
  ['cancelled by staff', 'booking_cancelled'],
  ['reminder', 'booking_reminder'],
  ['reminder, coming', 'booking_reminder'],
  ['slots', undefined],
  ['past', undefined],
])('%s is %s to the settings', (name, news) => {
  const screen = sampleScreens[name];
  if (!screen) throw new Error('no such sample');
  expect(newsOfScreen(screen)).toBe(news);
});
