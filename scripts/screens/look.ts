import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { packed } from './png.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screens');
const heaviest = 150_000;

type Look = { scheme: 'light' | 'dark'; width: number; height: number; scale?: number };

export const desktop = (scheme: Look['scheme']): Look => ({ scheme, width: 1280, height: 800 });
export const phone = (scheme: Look['scheme']): Look => ({ scheme, width: 390, height: 844, scale: 2 });

export async function open(browser: Browser, url: string, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    deviceScaleFactor: look.scale ?? 1,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  return page;
}

/** As it is now; the page stays open. Of a phone's page the person's Telegram alone is worth its bytes. */
export async function shoot(page: Page, name: string, part: Page | Locator = page): Promise<void> {
  await page.mouse.move(0, 0);
  await untilCalm(page);
  const path = join(folder, `${name}.png`);
  const picture = packed(await part.screenshot());
  const size = picture.length;
  writeFileSync(path, picture);
  process.stdout.write(`docs/screens/${name}.png ${Math.round(size / 1000)} kB\n`);
  if (size > heaviest) throw new Error(`${name}.png is heavier than ${heaviest / 1000} kB`);
}

export async function save(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  await page.context().close();
}

/** No button waits, nothing glows, no toast covers anything. */
const untilCalm = (page: Page): Promise<void> =>
  page.locator('[aria-busy="true"], .edited-now, .toast').first().waitFor({ state: 'detached' });
