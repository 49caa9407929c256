import type { Browser, Locator, Page } from 'playwright-core';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import { eventId } from '../../core/shared/ids.ts';
import { press, reads, telegramOf } from './hands.ts';
import { toEleven } from './journey.ts';
import { desktop, shoot } from './look.ts';
import { inLanguage, signedIn, variants } from './panel.ts';
import type { Product } from './product.ts';
import { sideBySide } from './scene.ts';
import { english } from './words.ts';

const vera = { id: 710_000_041, first_name: 'Vera', language_code: 'en' } as const;
const noah = { id: 710_000_042, first_name: 'Noah', language_code: 'en' } as const;
const text = 'Choose a time for your interview.';
const dayMs = 24 * 3_600_000;
const numbers = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
const fill = (page: Page, label: string, value: string) =>
  page.getByLabel(label, { exact: true }).fill(value);

export async function says(page: Page, words: string | RegExp): Promise<void> {
  try {
    await page.getByText(words).first().waitFor();
  } catch (cause) {
    const found = await page.locator('main').innerText();
    throw new Error(`expected to read “${words}” at ${page.url()}, but it says:\n${found}`, { cause });
  }
}

/**
 * Three dates, a list with a bad row, an announcement, two who book, one who is moved, another room, a slot that is not
 * deleted, outcomes: by the panel, with both candidates' chats beside it. The clock stands at 11:00 of tomorrow when it begins.
 */
export async function coordinatorsDay(browser: Browser, product: Product): Promise<void> {
  const days = [2, 3, 4].map((later) => numbers.format(Date.now() + later * dayMs));
  const page = await signedIn(browser, product, desktop('light'));
  await inLanguage(page, 'English', 'Русский');
  const event = await makeEvent(page, days);
  const chats = await meetTheBot(browser, product, event);
  await importList(page);
  const broadcast = await announce(page);
  const today = new URL(`/today?day=${days[0]}`, page.url()).href;
  await page.goto(today);
  await book(telegramOf(chats, vera), /10:00/);
  await says(page, 'Vera Lane');
  await book(telegramOf(chats, noah), /10:30/);
  await says(page, 'Noah Hart');
  await moveTogether(page, telegramOf(chats, noah));
  const slot = await changeRoom(page, event);
  for (const one of [vera, noah]) await reads(telegramOf(chats, one), 'room 14');
  await shoot(chats, 'panel-told-en');
  await refuseToDelete(page, slot);
  await toEleven(chats);
  await recordOutcomes(page, today);
  await onPhone(browser, product, { broadcast, 'slot-delete': `${slot}/remove`, outcomes: today });
}

async function makeEvent(page: Page, days: readonly string[]): Promise<string> {
  await link(page, 'Events');
  await link(page, 'New event');
  await fill(page, 'Title', 'Sales team interview');
  await button(page, 'Create');
  await link(page, 'Add slots');
  await fill(page, 'First day', days[0] ?? '');
  for (const name of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await page.getByLabel(name).check();
  const more = days.slice(1).map((day) => day.split('-').toReversed().join('.'));
  await fill(page, 'More days', more.join(', '));
  await fill(page, 'From', '10:00');
  await fill(page, 'To', '11:00');
  await fill(page, 'Breaks', '');
  await fill(page, 'Place', 'Tower');
  await fill(page, 'Room', '12');
  await fill(page, 'Seats in a slot', '3');
  await button(page, 'Show what that makes');
  await says(page, '6 slots of 30 min');
  await button(page, 'Create the slots');
  await says(page, 'The slots are there.');
  const event = page.url().split('?')[0] ?? '';
  await link(page, 'Open booking');
  await button(page, 'Open booking');
  await says(page, 'Booking is open.');
  return event;
}

/** A bot may not write first: both press Start before they are on any list, and are refused. */
async function meetTheBot(browser: Browser, product: Product, event: string): Promise<Page> {
  for (const one of [vera, noah]) await product.newPerson(one);
  const id = eventId(event.split('/').at(-1) ?? '');
  const invitation = startLink(sandboxBot.username, eventPayload(id));
  const chats = await sideBySide(browser, product, invitation, [vera, noah]);
  for (const one of [vera, noah]) await press(telegramOf(chats, one), /^Start/, english.refused);
  return chats;
}

async function importList(page: Page): Promise<void> {
  const others = [1, 2, 3, 4, 5, 6, 7].map((n) => `Guest${n};Number ${n};${710_000_050 + n};en`);
  const lines = [
    'first name;last name;telegram id;language',
    `Vera;Lane;${vera.id};en`,
    `Noah;Hart;${noah.id};en`,
    ...others,
    'Nobody;At all;not a number;en',
  ];
  await link(page, 'Candidates');
  await link(page, 'Import a list');
  const buffer = Buffer.from(lines.join('\n'));
  await page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await button(page, 'Check');
  await says(page, 'a Telegram ID is digits only');
  await button(page, 'Write 9 rows');
  await says(page, '9 rows were written');
}

async function announce(page: Page): Promise<string> {
  await link(page, 'Broadcasts');
  await link(page, 'New broadcast');
  await fill(page, 'Text', text);
  await page.getByLabel('Event', { exact: true }).selectOption({ label: 'Sales team interview' });
  await page.getByLabel('To each person who may book this event and has not').check();
  await button(page, 'Save and look at it');
  await says(page, text);
  await button(page, 'Send');
  await says(page, 'Who did not get it, and why');
  await shoot(page, 'panel-broadcast-en');
  return page.url();
}

async function book(chat: Locator, time: RegExp): Promise<void> {
  await reads(chat, text);
  await press(chat, 'Sign Up', english.choose);
  // The same time stands there for each of the three days.
  await chat.getByRole('button', { name: time }).first().click();
  await reads(chat, english.held);
  await press(chat, english.confirm, english.booked);
}

async function moveTogether(page: Page, noahs: Locator): Promise<void> {
  await link(page, 'Noah Hart');
  await link(page, 'Move');
  await page.getByLabel(/10:00/).first().check();
  await button(page, 'Move');
  await reads(noahs, '10:00');
}

/** The address of the slot. */
async function changeRoom(page: Page, event: string): Promise<string> {
  await page.goto(event);
  await link(page, /^10:00/);
  const slot = page.url().split('?')[0] ?? '';
  await fill(page, 'Room', '14');
  await button(page, 'Continue');
  await says(page, '2 people will get a message:');
  await shoot(page, 'panel-slot-change-en');
  await button(page, 'Change');
  await says(page, 'The slot is changed.');
  return slot;
}

async function refuseToDelete(page: Page, slot: string): Promise<void> {
  await page.goto(slot);
  await link(page, 'Delete');
  await says(page, 'It cannot be deleted: 2 people are booked here.');
  for (const name of ['Vera Lane', 'Noah Hart']) await says(page, name);
  await shoot(page, 'panel-slot-delete-en');
}

async function recordOutcomes(page: Page, today: string): Promise<void> {
  await page.goto(today);
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await row('Vera').getByRole('button', { name: 'Came' }).click();
  await row('Vera').getByText('came', { exact: true }).waitFor();
  await row('Noah').getByRole('button', { name: 'No-show' }).click();
  await row('Noah').getByText('no-show', { exact: true }).waitFor();
  await shoot(page, 'panel-outcomes-en');
  await page.context().close();
}

/** The same pages as somebody in the dark holds them, in Russian. */
async function onPhone(
  browser: Browser,
  product: Product,
  places: Readonly<Record<string, string>>,
): Promise<void> {
  const { name, look, language, to } = variants[1];
  const page = await signedIn(browser, product, look);
  await inLanguage(page, language, to);
  for (const [picture, place] of Object.entries(places)) {
    await page.goto(place);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(page, `panel-${picture}-${name}`);
  }
  await page.context().close();
}
