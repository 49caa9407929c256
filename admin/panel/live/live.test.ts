import { expect, test } from 'vitest';
import { dayRow as row } from '../../../tests/support/day-row.ts';
import { opened, signedIn, token } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { tokenHash } from '../../security/callers.ts';

test('a live page comes anew when something rang and it differs, and is silent when it does not', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  double.rows = [row('Anna')];
  const pages = await browser.stream('/today?day=1970-01-01');
  expect(String((await pages.next()).value)).toContain('Anna');
  double.bell.ring();
  double.rows = [row('Boris\r\nthe Great')];
  double.bell.ring();
  const next = String((await pages.next()).value);
  expect(next).toContain('the Great');
  expect(next).not.toContain('Anna');
  expect(next).not.toContain('<html');
});

test('a form that was sent makes the pages of others look again', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const pages = await browser.stream('/today?day=1970-01-01');
  await pages.next();
  double.rows = [row('Anna')];
  await browser.post('/language', { form_token, lang: 'en' });
  expect(String((await pages.next()).value)).toContain('Anna');
});

test('the stream ends with the session, and begins for nobody without one', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  expect((await browser.stream('/today')).status).toBe(204);
  signedIn(double, browser, 'viewer');
  const pages = await browser.stream('/today?day=1970-01-01');
  await pages.next();
  double.sessions.delete(tokenHash(token));
  double.bell.ring();
  expect((await pages.next()).done).toBe(true);
});

test('a page that only stands open keeps no session alive: twelve hours after the last thing a person did it ends', async () => {
  const hour = 3_600_000;
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  const pages = await browser.stream('/today?day=1970-01-01');
  await pages.next();
  // Something rings every hour, and the page is drawn anew.
  for (let hours = 1; hours < 12; hours += 1) {
    double.now += hour;
    double.rows = [row(`Anna ${hours}`)];
    double.bell.ring();
    expect(String((await pages.next()).value)).toContain(`Anna ${hours}`);
  }
  double.now += hour;
  double.bell.ring();
  expect((await pages.next()).done).toBe(true);
  // Somebody who opens a page at times stays.
  signedIn(double, browser, 'admin');
  for (let days = 0; days < 3; days += 1) {
    double.now += 11 * hour;
    expect((await browser.get('/today')).status).toBe(200);
  }
});

test('a page that is typed into is never redrawn under the hands', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  expect((await browser.stream('/bookings')).status).toBe(204);
  const page = await browser.get('/bookings');
  expect(page.text).not.toContain('<script');
  expect(page.text).toContain('As of 03:16');
  const live = await browser.get('/today');
  expect(live.text).toContain('hx-sse:connect="/today"');
});
