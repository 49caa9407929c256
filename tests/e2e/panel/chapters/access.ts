import { expect } from 'vitest';
import { inBrowser } from '../../../support/browser.ts';
import { staffAt } from '../../../support/panel-at.ts';
import { at, linked, pressed, type Stage, seen, typed } from './stage.ts';

/** Who and what may come in, and how that ends. */
export function access({ house, browser }: Stage): void {
  inBrowser(
    'a colleague comes in by the link they were handed, has what their role may, and the last administrator stays',
    async () => {
      const page = await staffAt(house(), browser, { company: 'small', expected: /status of (409|422)/ });
      await linked(page, 'Team');
      await typed(page, 'Name', 'Vera Orlova');
      await page.getByLabel('Role').selectOption('viewer');
      await pressed(page, 'Make the link');
      const link = await page.getByLabel('Link to sign in').inputValue();
      const hers = await browser.look(link, { locale: 'en' });
      await pressed(hers, 'Sign in');
      await hers.getByRole('navigation').waitFor();
      const menu = hers.getByRole('navigation').getByRole('link', { name: 'Calendars' });
      expect(await menu.count()).toBe(0);
      await linked(page, 'To the team');
      await linked(page, 'Vera Orlova');
      await page.getByLabel('Role').selectOption('specialist');
      await pressed(page, 'Change the role');
      await seen(page, 'The role is changed.');
      await at(hers, '/');
      await menu.waitFor();

      await linked(page, 'Team');
      await page.getByRole('main').getByRole('link', { name: 'Olga Petrova' }).click();
      await page.getByLabel('Role').selectOption('viewer');
      await pressed(page, 'Change the role');
      await seen(page, 'it is the only administrator');
      await linked(page, 'Team');
      await linked(page, 'Vera Orlova');
      await linked(page, 'Remove from the team');
      await pressed(page, 'Remove from the team');
      await seen(page, 'Removed from the team.');
      await at(hers, '/calendars');
      await seen(hers, 'With a password');
    },
  );

  inBrowser('a token is shown once, opens what it may, and nothing once it is revoked', async () => {
    const page = await staffAt(house(), browser);
    await linked(page, 'Tokens');
    await typed(page, 'For which program', 'Board in the hall');
    await page.getByLabel(/events:read/).check();
    await pressed(page, 'Make the token');
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    const ask = async (path: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(new URL(path, page.url()), { headers })).status;
    };
    expect([await ask('/api/events'), await ask('/api/bookings')]).toEqual([200, 403]);
    await linked(page, 'To the tokens');
    expect(await page.content()).not.toContain(token);
    await page.getByRole('row', { name: 'Board in the hall' }).getByRole('link', { name: 'Revoke' }).click();
    await pressed(page, 'Revoke');
    await seen(page, 'The token is revoked.');
    expect(await ask('/api/events')).toBe(401);
  });

  inBrowser('a calendar’s address is answered until it is revoked', async () => {
    await house().event({ starts: [Date.now() + 86_400_000] });
    const page = await staffAt(house(), browser);
    await linked(page, 'Calendars');
    await page.getByLabel('Whose interviews').selectOption({ label: 'Office A, 301' });
    await pressed(page, 'Make an address');
    const address = await page.locator('code').innerText();
    const before = await fetch(address);
    expect([before.status, (await before.text()).slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);
    await linked(page, 'To the calendars');
    await page.getByRole('row', { name: 'Office A, 301' }).getByRole('button', { name: 'Revoke' }).click();
    await seen(page, 'The address is revoked');
    expect((await fetch(address)).status).toBe(404);
  });

  inBrowser(
    'what the settings say is what a new event begins with; a wrong one keeps what was typed',
    async () => {
      const page = await staffAt(house(), browser, { company: 'settled', expected: /status of 422/ });
      await linked(page, 'Settings');
      await typed(page, 'Place', 'Old mill');
      await typed(page, 'Minutes a seat is held while somebody decides', 'soon');
      await pressed(page, 'Save');
      await seen(page, 'This number does not do.');
      expect(await page.getByLabel('Place', { exact: true }).inputValue()).toBe('Old mill');
      await typed(page, 'Minutes a seat is held while somebody decides', '7');
      await pressed(page, 'Save');
      await seen(page, 'The settings are saved.');
      await at(page, '/events/new');
      const now = [
        await page.getByLabel('Place', { exact: true }).inputValue(),
        await page.getByLabel('Minutes a seat is kept while somebody decides').inputValue(),
      ];
      expect(now).toEqual(['Old mill', '7']);
    },
  );
}
