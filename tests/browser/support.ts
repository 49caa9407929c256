import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { Sandbox, type SandboxPerson } from '../../sandbox/driver/index.ts';
import { createTelegram, type Telegram } from '../../sandbox/telegram.ts';
import { buildPage } from '../../scripts/build-page.ts';
import { type LookOptions, useBrowser } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { startDemoBot } from './demo-bot.ts';

export const token = '1001:a-bot-in-a-browser-test';
const secondToken = '1002:the-other-bot';

const browser = useBrowser();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chat-page-'));
  if (findChromium() !== undefined) await buildPage(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

/** A page of the sandbox. What the controls refuse the browser logs; the page shows it to whoever asked for it. */
export const look = (address: string, options: LookOptions = {}): Promise<Page> =>
  browser.look(address, {
    permissions: ['clipboard-read', 'clipboard-write'],
    isExpected: (text, from) => from.includes('/_sandbox/') && text.includes(' 400 '),
    ...options,
  });

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

/** What goes by itself after seconds is looked out for before it is brought about. */
export async function shows(what: Locator, after: () => Promise<void>): Promise<void> {
  await Promise.all([what.waitFor(), after()]);
}
