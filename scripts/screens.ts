// `npm run screens`: the chat page's pictures in docs/screens, taken anew with a bot that really answers.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createTelegram } from '../sandbox/telegram.ts';
import { findChromium, openBrowser, whyNoBrowser } from '../tests/browser/chromium.ts';
import { startDemoBot } from '../tests/browser/demo-bot.ts';
import { buildPage } from './build-page.ts';

const token = '1001:a-bot-for-the-pictures';
const folder = join(import.meta.dirname, '..', 'docs', 'screens');

type Look = { scheme: 'light' | 'dark'; width: number; height: number; scale?: number };

async function open(browser: Browser, url: string, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    deviceScaleFactor: look.scale ?? 1,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function save(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const path = join(folder, `sandbox-${name}.png`);
  await page.screenshot({ path });
  process.stdout.write(`${path} ${Math.round(statSync(path).size / 1024)} kB\n`);
  await page.context().close();
}

const chat = (page: Page, who: string) => page.getByRole('region', { name: `Telegram of ${who}` });

async function write(page: Page, who: string, text: string, answer: string): Promise<void> {
  await chat(page, who).getByLabel('Message from').fill(text);
  await page.keyboard.press('Enter');
  await chat(page, who).getByRole('article').filter({ hasText: answer }).last().waitFor();
}

async function take(browser: Browser, url: string, people: { ann: number; boris: number }): Promise<void> {
  const light = await open(browser, `${url}/#${people.ann}=p:1001:${people.ann}`, {
    scheme: 'light',
    width: 1280,
    height: 800,
  });
  await light.getByRole('button', { name: 'Start' }).click();
  await light.getByRole('article').filter({ hasText: 'Hello, Anna' }).waitFor();
  await light.getByRole('button', { name: 'Tools' }).first().click();
  await save(light, 'light');

  const both = `${people.ann}=p:1001:${people.ann};${people.boris}=p:1001:${people.boris}`;
  const dark = await open(browser, `${url}/#${both}`, { scheme: 'dark', width: 1280, height: 800 });
  const anna = chat(dark, 'Anna Petrova');
  const boris = chat(dark, 'Boris');
  await anna.getByRole('button', { name: 'Tue 24 Nov, 14:00' }).click();
  await anna.getByRole('button', { name: 'Confirm' }).waitFor();
  await boris.getByRole('button', { name: 'Start' }).click();
  await boris.getByRole('article').filter({ hasText: 'Hello' }).waitFor();
  await boris.getByRole('button', { name: 'What is this?' }).click();
  await boris.getByRole('alertdialog').waitFor();
  await save(dark, 'dark-two-people');

  const phone = await open(browser, `${url}/#${people.ann}=p:1001:${people.ann}`, {
    scheme: 'light',
    width: 390,
    height: 780,
    scale: 2,
  });
  await write(phone, 'Anna Petrova', '/files', 'The way from');
  await write(phone, 'Anna Petrova', '/menu', 'What would you like?');
  await phone.getByRole('button', { name: 'Share my number' }).click();
  await phone.getByRole('article').filter({ hasText: 'Thank you' }).waitFor();
  await save(phone, 'phone');
}

const path = findChromium();
if (path === undefined) {
  process.stderr.write(`${whyNoBrowser}\n`);
  process.exit(1);
}
const page = mkdtempSync(join(tmpdir(), 'zapis-page-'));
await buildPage(page);
const telegram = createTelegram({
  page,
  bots: [
    { token, username: 'interviews_bot', name: 'Interviews' },
    { token: '1002:another-bot', username: 'second_bot', name: 'Second bot' },
  ],
});
const url = await telegram.listen();
const make = (body: unknown) => (telegram.control('POST', '/people', body).body as { id: number }).id;
const people = {
  ann: make({ first_name: 'Anna', last_name: 'Petrova', username: 'anna_p', language_code: 'en' }),
  boris: make({ first_name: 'Boris', username: 'boris', language_code: 'ru' }),
};
make({ first_name: 'Vera', language_code: 'ru' });
const channel = telegram.control('POST', '/chats', { kind: 'channel', title: 'Open days' });
const { id: channelId } = (channel.body as { chat: { id: number } }).chat;
const admit = (body: unknown) => telegram.control('POST', `/chats/${channelId}/members`, body);
admit({ bot: 1002, status: 'administrator' });
for (const person of [people.ann, people.boris]) admit({ person, status: 'member' });
await fetch(`${url}/bot1002:another-bot/sendMessage`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ chat_id: channelId, text: 'The doors open on Tuesday at ten.' }),
});
const stopBot = await startDemoBot(url, token);
const browser = await openBrowser(path);
try {
  await take(browser, url, people);
} finally {
  await browser.close();
  stopBot();
  await telegram.close();
  rmSync(page, { recursive: true, force: true });
}
