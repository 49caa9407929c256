import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { StaffRole } from '../../../../admin/panel/visitor.ts';
import { userId } from '../../../../core/shared/ids.ts';
import { signInLink } from '../../../../local/first-admin/link.ts';
import { inBrowser } from '../../../support/browser.ts';
import { staffAt } from '../../../support/panel-at.ts';
import { type Crawled, crawl, pagesOf } from '../../../support/panel-crawl.ts';
import { faultsOf } from '../../../support/panel-look.ts';
import { fill } from './filled.ts';
import type { Stage } from './stage.ts';

/** Whatever the browser could not get while `run` looked around. */
async function refusedIn(page: Page, run: () => Promise<void>): Promise<string[]> {
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  // A live page's stream ends when the page is left.
  page.on('requestfailed', (asked) => {
    if (!asked.failure()?.errorText.includes('ABORTED')) refused.push(`failed ${asked.url()}`);
  });
  await run();
  return refused;
}

/** Each page in both languages, at both widths, by day and by night; the search for barriers meets each of the six once. */
const looks = {
  en: [
    { size: 'wide', scheme: 'light', axe: true },
    { size: 'phone', scheme: 'dark', axe: false },
  ],
  ru: [
    { size: 'wide', scheme: 'light', axe: false },
    { size: 'phone', scheme: 'dark', axe: true },
  ],
} as const;

/** Pages that are another one in another state. */
const changing: readonly string[] = ['event', 'eventStatus', 'broadcast', 'askBroadcast'];
const oneOfEach = (opened: Crawled['opened']): string[] =>
  [...opened].flatMap(([name, paths]) => paths.slice(0, changing.includes(name) ? 2 : 1));

export function pages({ house, browser }: Stage): void {
  inBrowser(
    'every page there is: reached by links, whole in both languages, on a desk and on a phone, by day and by night',
    async () => {
      const en = await staffAt(house(), browser);
      const { unlinked } = await fill(house(), en);
      const { opened, dead } = await crawl(en, ['/', ...unlinked]);
      expect(dead).toEqual([]);
      expect(pagesOf('admin').filter((name) => !opened.has(name))).toEqual([]);
      const faults: string[] = [];
      for (const lang of ['en', 'ru'] as const) {
        const page = lang === 'en' ? en : await staffAt(house(), browser, { lang });
        const look = async () => {
          for (const path of oneOfEach(opened)) {
            const answer = await page.goto(new URL(path, page.url()).href).catch(() => null);
            if (!answer?.headers()['content-type']?.includes('html')) continue;
            for (const one of looks[lang]) faults.push(...(await faultsOf(page, { ...one, lang })));
          }
        };
        faults.push(...(await refusedIn(page, look)));
      }
      expect(faults).toEqual([]);
    },
  );

  inBrowser(
    'who has not signed in finds the ways in, and what a wrong address means, without a barrier',
    async () => {
      const root = house().env['API_URL'] ?? '';
      const link = await signInLink(house().db, root, {
        user_id: userId('a'.repeat(24)),
        until: Date.now() + 60_000,
      });
      for (const lang of ['en', 'ru'] as const) {
        const options = { locale: lang, reducedMotion: 'reduce', expected: /status of 404/ } as const;
        const page = await browser.look(root, options);
        const faults: string[] = [];
        const look = async () => {
          for (const one of looks[lang]) faults.push(...(await faultsOf(page, { ...one, axe: true, lang })));
        };
        await look();
        await page.locator('#who').fill('@nobody');
        await page.locator('button.first').first().click();
        await page.locator('#code').waitFor();
        await look();
        for (const path of [link, `${root}/nothing/here`]) {
          await page.goto(path);
          await look();
        }
        expect(faults).toEqual([]);
      }
    },
  );

  for (const role of ['specialist', 'viewer'] as const satisfies readonly StaffRole[])
    inBrowser(
      `no link a ${role} sees leads to what they may not open, and all that is theirs is linked`,
      async () => {
        const page = await staffAt(house(), browser, { role });
        const { opened, dead } = await crawl(page, ['/']);
        expect(dead).toEqual([]);
        const unlinked = ['search', 'booking'];
        expect(pagesOf(role).filter((name) => !opened.has(name) && !unlinked.includes(name))).toEqual([]);
      },
    );
}
