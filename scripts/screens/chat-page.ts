import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createTelegram } from '../../sandbox/telegram.ts';
import { startDemoBot } from '../../tests/browser/demo-bot.ts';
import { buildPage } from '../build-page.ts';
import { reads, telegramOf, write } from './hands.ts';
import { desktop, open, phone, save } from './look.ts';

const ann = { first_name: 'Anna Petrova' };
const token = '1001:a-bot-for-the-pictures';

/** The chat page itself, with a bot that shows all it can draw. */
export async function chatPagePictures(browser: Browser): Promise<void> {
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
  try {
    await take(browser, url, people);
  } finally {
    stopBot();
    await telegram.close();
    rmSync(page, { recursive: true, force: true });
  }
}

async function take(browser: Browser, url: string, people: { ann: number; boris: number }): Promise<void> {
  const light = await open(browser, `${url}/#${people.ann}=p:1001:${people.ann}`, desktop('light'));
  await light.getByRole('button', { name: 'Start' }).click();
  await light.getByRole('article').filter({ hasText: 'Hello, Anna' }).waitFor();
  await light.getByRole('button', { name: 'Tools' }).first().click();
  await save(light, 'sandbox-light');

  const both = `${people.ann}=p:1001:${people.ann};${people.boris}=p:1001:${people.boris}`;
  const dark = await open(browser, `${url}/#${both}`, desktop('dark'));
  const anna = telegramOf(dark, ann);
  const boris = telegramOf(dark, { first_name: 'Boris' });
  await anna.getByRole('button', { name: 'Tue 24 Nov, 14:00' }).click();
  await anna.getByRole('button', { name: 'Confirm' }).waitFor();
  await boris.getByRole('button', { name: 'Start' }).click();
  await boris.getByRole('article').filter({ hasText: 'Hello' }).waitFor();
  await boris.getByRole('button', { name: 'What is this?' }).click();
  await boris.getByRole('alertdialog').waitFor();
  await save(dark, 'sandbox-dark-two-people');

  const small = await open(browser, `${url}/#${people.ann}=p:1001:${people.ann}`, {
    ...phone('light'),
    height: 780,
  });
  const hers = telegramOf(small, ann);
  await write(hers, '/files', 'The way from');
  await write(hers, '/menu', 'What would you like?');
  await small.getByRole('button', { name: 'Share my number' }).click();
  await reads(hers, 'Thank you');
  await save(small, 'sandbox-phone');
}
