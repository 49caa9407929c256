import { expect, test } from 'vitest';
import { bookingId, eventId, userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { BookingRow } from '../ports/bookings.ts';
import type { EventRow } from '../ports/events.ts';
import type { People, PersonRow } from '../ports/people.ts';
import type { StaffRole } from '../visitor.ts';

const anna = userId('a'.repeat(24));
const event = eventId('e'.repeat(24));
const person: PersonRow = {
  user_id: anna,
  name: 'Anna <b>',
  username: null,
  telegram_id: 7,
  phone: null,
  allowed: true,
  reachable: 'yes',
  booked: 1,
};
const booking: BookingRow = {
  booking_id: bookingId('b'.repeat(24)),
  event_id: event,
  user_id: anna,
  event: 'Backend',
  number: 'K7M2',
  name: 'Anna',
  username: null,
  telegram_id: 7,
  status: 'booked',
  starts_at: 0,
  location: null,
  room: null,
};
const titled = (title: string): EventRow => ({
  event_id: event,
  title,
  status: 'open',
  slots: 0,
  taken: 0,
  seats: 0,
  from: null,
  to: null,
});

async function desk(role: StaffRole) {
  const double = new PanelDouble();
  const asked: unknown[] = [];
  const page: People['page'] = async (company, query) => {
    asked.push([company, query.text]);
    return { rows: [person], next: 'n' };
  };
  double.plays = { people: { page } as People };
  double.events = [titled('Backend, senior'), titled('Design')];
  const browser = await opened(double);
  signedIn(double, browser, role);
  return { double, browser, asked };
}

test('one box finds people, bookings and events of the company, in groups, with the way to the rest', async () => {
  const { double, browser, asked } = await desk('viewer');
  double.pages.push({ rows: [booking] });
  const page = await browser.get('/search?q=+back+');
  expect(asked).toEqual([['default', 'back']]);
  expect(double.queries).toMatchObject([{ text: 'back', event: undefined, status: undefined }]);
  for (const part of [
    `/candidates/${anna}`,
    'Anna &lt;b>',
    `/bookings/${booking.booking_id}`,
    'Backend, senior',
  ])
    expect(page.text).toContain(part);
  expect(page.text).toContain('href="/candidates?q=back"');
  expect(page.text).not.toContain('Design');
});

test('a booking’s number leads straight to the booking', async () => {
  const { double, browser } = await desk('admin');
  double.pages.push({ rows: [booking] });
  expect((await browser.get('/search?q=k7m2')).to).toBe(`/bookings/${booking.booking_id}`);
});

test('nothing typed asks for nothing, and says what can be looked for', async () => {
  const { browser, asked } = await desk('admin');
  expect((await browser.get('/search?q=++')).text).toContain('Type a booking’s number');
  expect(asked).toEqual([]);
});

test('the box stands on every page of those who may search, and on nobody else’s', async () => {
  expect((await (await desk('viewer')).browser.get('/today')).text).toContain('action="/search"');
  const specialist = await desk('specialist');
  expect((await specialist.browser.get('/today')).text).not.toContain('action="/search"');
  expect((await specialist.browser.get('/search?q=anna')).status).toBe(403);
});
