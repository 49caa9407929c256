import type { Browser, Page } from 'playwright-core';
import { desktop, open, phone, shoot } from './look.ts';
import type { Product } from './product.ts';

export const variants = [
  { name: 'en', look: desktop('light'), language: 'English', to: 'Русский' },
  { name: 'ru-phone', look: phone('dark'), language: 'Русский', to: 'English' },
] as const;

const list = [
  'first name;phone;language',
  'Vera;+7 900 000-00-01;ru',
  'Gleb;+7 900 000-00-02;ru',
  'Nobody;12;ru',
];

/** What a coordinator sees after the candidates' day: wide, light and English; on a phone, dark and Russian. */
export async function panelPictures(browser: Browser, product: Product, event: string): Promise<void> {
  for (const { name, look, language, to } of variants) {
    const page = await signedIn(browser, product, look);
    await inLanguage(page, language, to);
    const root = new URL('/', page.url()).href;
    const visit = async (path: string, picture: string) => {
      await page.goto(`${root}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const sticksOut = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      if (sticksOut === true) throw new Error(`${path} sticks out in ${name}`);
      await shoot(page, `panel-${picture}-${name}`);
    };
    await visit('today', 'today');
    await visit(`events/${event}`, 'event');
    await visit(`events/${event}/slots/new`, 'slots');
    await visit('figures', 'figures');
    await visit('workflows', 'workflows');
    await visit('bookings', 'bookings');
    await page.locator('main a[href^="/bookings/"]').first().click();
    await page.waitForURL(/bookings\/[0-9a-f]{24}/);
    await shoot(page, `panel-booking-${name}`);
    await importPreview(page, root, name);
    await page.context().close();
  }
}

export const linkOf = (said: string): string => {
  const link = /http\S+/.exec(said)?.[0];
  if (link === undefined) throw new Error('no link to sign in by');
  return link;
};

export const signedIn = (
  browser: Browser,
  product: Product,
  look: Parameters<typeof open>[2],
): Promise<Page> => signedInBy(browser, linkOf(product.zapis('admin create', { name: 'Olga' })), look);

export async function signedInBy(
  browser: Browser,
  link: string,
  look: Parameters<typeof open>[2],
): Promise<Page> {
  const page = await open(browser, link, look);
  await page.locator('button.first').click();
  await page.getByRole('navigation').waitFor();
  return page;
}

export async function inLanguage(page: Page, language: string, to: string): Promise<void> {
  if (await page.getByRole('button', { name: language }).isVisible())
    await page.getByRole('button', { name: language }).click();
  await page.getByRole('button', { name: to }).waitFor();
}

/** A list with a wrong line, before anything of it is written. */
async function importPreview(page: Page, root: string, name: string): Promise<void> {
  await page.goto(`${root}candidates/import`);
  await page.locator('textarea').fill(list.join('\n'));
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/candidates\/import\/\w+/);
  // The list is compared behind its page.
  await page.locator('main button.first').waitFor();
  await shoot(page, `panel-import-${name}`);
}
