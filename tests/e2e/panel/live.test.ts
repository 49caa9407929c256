import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { barriers, inBrowser, useBrowser } from '../../support/browser.ts';
import { House, moscow } from '../../support/house.ts';
import { book } from '../../support/journey.ts';
import { staffAt } from '../../support/panel-at.ts';

const browser = useBrowser();
let house: House;
beforeAll(async () => {
  house = await House.open('live-panel', { apart: true });
});
afterAll(() => house.close());

inBrowser('whoever looks at a day sees each booking as it is made, and can act on it at once', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00'), moscow(2, '15:00')] });
  const page = await staffAt(house, browser);
  await page.goto(`${house.env['API_URL']}/today?day=${dayOf(moscow(2, '12:00'))}`);
  await page.getByText('Nobody is booked').waitFor();
  await book(await house.person('Anna', { last_name: 'Ivanova' }), id);
  await page.getByText('Anna Ivanova').waitFor();
  await book(await house.person('Boris'), id);
  await page.getByText('Boris').waitFor();
  expect(await barriers(page)).toEqual([]);
});

inBrowser('a page whose stream is away says so, and is right again when it is back', async () => {
  const { id } = await house.event({ starts: [moscow(3, '14:00')] });
  const page = await staffAt(house, browser, { expected: /Failed to load resource|htmx:sse:error/ });
  const day = dayOf(moscow(3, '12:00'));
  await page.goto(`${house.env['API_URL']}/today?day=${day}`);
  await page.getByText('Nobody is booked').waitFor();
  await page.locator('html[data-live="here"]').waitFor();
  const [admin] = house.of('admin');
  if (!admin) throw new Error('no admin');
  const port = String(await admin.portOf('admin'));
  await house.kill(admin);
  await page.getByText('The connection was lost').waitFor();
  await house.start(['admin'], { ADMIN_PORT: port });
  await book(await house.person('Vera'), id);
  await page.getByText('Vera').waitFor({ timeout: 60_000 });
  expect(await page.getByText('The connection was lost').isVisible()).toBe(false);
});

inBrowser('a page that was opened while its stream could not be had becomes live by itself', async () => {
  const { id } = await house.event({ starts: [moscow(4, '14:00')] });
  const page = await staffAt(house, browser, { expected: /Failed to load resource|htmx:error|502/ });
  const inTheWay = [
    (route: Route) => route.abort('connectionrefused'),
    (route: Route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
  ];
  await page.route('**/today*', async (route) => {
    const asks = (await route.request().headerValue('accept')) ?? '';
    const stands = asks.includes('event-stream') ? inTheWay.shift() : undefined;
    return stands ? stands(route) : route.continue();
  });
  await page.goto(`${house.env['API_URL']}/today?day=${dayOf(moscow(4, '12:00'))}`);
  await page.getByText('The connection was lost').waitFor();
  await page.locator('html[data-live="here"]').waitFor();
  expect(inTheWay).toEqual([]);
  expect(await page.getByText('Bad Gateway').count()).toBe(0);
  await book(await house.person('Zoya'), id);
  await page.getByText('Zoya').waitFor({ timeout: 60_000 });
});
