import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Sandbox, type SandboxPerson } from '../../sandbox/driver/index.ts';
import { createTelegram, type Telegram } from '../../sandbox/telegram.ts';
import { buildPage } from '../../scripts/build-page.ts';
import { findChromium, openBrowser, whyNoBrowser } from './chromium.ts';
import { startDemoBot } from './demo-bot.ts';

export const token = '1001:a-bot-in-a-browser-test';
const secondToken = '1002:the-other-bot';

const path = findChromium();
if (path === undefined && process.env['CI'] === 'true') throw new Error(whyNoBrowser);

/** A test of the page; where there is no browser it is skipped under a name that says why. */
export const inBrowser = (name: string, run: () => Promise<void>): void => {
  test(path === undefined ? `${name} (${whyNoBrowser})` : name, async (context) => {
    context.skip(path === undefined, whyNoBrowser);
    await run();
  });
};

let browser: Browser | undefined;
let folder = '';

beforeAll(async () => {
  if (path === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'chat-page-'));
  await buildPage(folder);
  browser = await openBrowser(path);
});
afterAll(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

export type Scene = { telegram: Telegram; sandbox: Sandbox; url: string };

/** A sandbox on a port of its own, with a bot that answers unless told otherwise, and a silent one when asked for. */
export async function scene(
  options: { bot?: boolean; second?: boolean; port?: number } = {},
): Promise<Scene> {
  const telegram = createTelegram({
    page: folder,
    port: options.port,
    ceilings: false,
    bots: [
      { token, username: 'interviews_bot', name: 'Interviews' },
      ...(options.second ? [{ token: secondToken, username: 'second_bot', name: 'Second bot' }] : []),
    ],
  });
  const url = await telegram.listen();
  const stop = options.bot === false ? () => undefined : await startDemoBot(url, token);
  onTestFinished(async () => {
    stop();
    await telegram.close();
  });
  return { telegram, sandbox: new Sandbox(telegram), url };
}

/** A page whose complaints (console, exceptions, content policy) fail the test, but for those it expects. */
export async function look(
  address: string,
  { expected, ...options }: BrowserContextOptions & { expected?: RegExp } = {},
): Promise<Page> {
  if (!browser) throw new Error(whyNoBrowser);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // The browser logs what the controls refuse; the page shows it to whoever asked for it.
    const isRefusal = message.location().url.includes('/_sandbox/') && message.text().includes(' 400 ');
    if (!isRefusal && !expected?.test(message.text())) complaints.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(address);
  return page;
}

export const telegramOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: `Telegram of ${name}` });

/** The address that shows these people's chats with the bot side by side. */
export const chatsOf = (url: string, ...people: readonly SandboxPerson[]): string =>
  `${url}/#${people.map((one) => `${one.id}=p:1001:${one.id}`).join(';')}`;

export const said = (where: Page | Locator, text: string | RegExp): Locator =>
  where.getByRole('article').filter({ hasText: text }).last();

export async function says(where: Page | Locator, text: string): Promise<void> {
  const field = where.getByRole('textbox', { name: 'Message from' });
  await field.fill(text);
  await field.press('Enter');
}

type AxeReport = {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
};

/** What axe-core finds, from moderate up; our own policy would forbid the script, so it is let in by the browser. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<AxeReport>('axe.run({ resultTypes: ["violations"] })');
  return found.violations
    .filter((one) => ['serious', 'critical', 'moderate'].includes(one.impact))
    .map((one) => `${one.id} (${one.impact}): ${one.nodes[0]?.html} ${one.nodes[0]?.failureSummary}`);
}
