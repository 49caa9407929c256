import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findChromium, openBrowser, whyNoBrowser } from './chromium.ts';

const path = findChromium();
if (path === undefined && process.env['CI'] === 'true') throw new Error(whyNoBrowser);

/** A test in a real browser; where there is none it is skipped under a name that says why. */
export const inBrowser = (name: string, run: () => Promise<void>): void => {
  test(path === undefined ? `${name} (${whyNoBrowser})` : name, async (context) => {
    context.skip(path === undefined, whyNoBrowser);
    await run();
  });
};

export type LookOptions = BrowserContextOptions & {
  /** Complaints that are no fault: a text, or what came from where. */
  readonly expected?: RegExp;
  readonly isExpected?: (text: string, from: string) => boolean;
};

/** A browser for the tests of this file. */
export function useBrowser(): { look(address: string, options?: LookOptions): Promise<Page> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (path !== undefined) browser = await openBrowser(path);
  });
  afterAll(() => browser?.close());
  return {
    /** A page whose complaints (console, exceptions, content policy) fail the test, but for those it expects. */
    async look(address, { expected, isExpected, ...options } = {}) {
      if (!browser) throw new Error(whyNoBrowser);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        const text = message.text();
        if (!isExpected?.(text, message.location().url) && !expected?.test(text)) complaints.push(text);
      });
      onTestFinished(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      await page.goto(address);
      return page;
    },
  };
}

type AxeReport = {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
};

/** What axe-core finds, from moderate up; our own policy would forbid the script, so it is let in by the browser. */
export async function barriers(page: Page): Promise<string[]> {
  // Halfway from one colour to the other nothing can be read, and nobody has to.
  await page.evaluate(
    'Promise.all(document.getAnimations().map((one) => one instanceof CSSTransition && one.finished.catch(() => undefined))).then(() => undefined)',
  );
  await page.evaluate(axe.source);
  const found = await page.evaluate<AxeReport>('axe.run({ resultTypes: ["violations"], selectors: false })');
  return found.violations
    .filter((one) => ['serious', 'critical', 'moderate'].includes(one.impact))
    .map((one) => `${one.id} (${one.impact}): ${one.nodes[0]?.html} ${one.nodes[0]?.failureSummary}`);
}
