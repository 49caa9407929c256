import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { dayAfter, dayOf, slotInstants } from '../../../core/time/slot-instants.ts';
import type { SandboxPerson } from '../../../sandbox/driver/index.ts';
import { barriers, inBrowser, useBrowser } from '../../support/browser.ts';
import { House } from '../../support/house.ts';
import { patient, slotLabels, wordsOf } from '../../support/journey.ts';
import { staffAt } from '../../support/panel-at.ts';

const browser = useBrowser();
const words = wordsOf('en');
let house: House;
beforeAll(async () => {
  house = await House.open('coordinator');
});
afterAll(() => house.close());

const days = [2, 3, 4].map((ahead) => {
  let day = dayOf(Date.now());
  for (let n = 0; n < ahead; n += 1) day = dayAfter(day, 1);
  return day;
});
const russian = (day: string): string => day.split('-').toReversed().join('.');
const pressed = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const linked = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
const filled = (page: Page, label: string, text: string) =>
  page.getByLabel(label, { exact: true }).fill(text);

async function createEvent(page: Page): Promise<void> {
  await linked(page, 'Events');
  await linked(page, 'New event');
  await filled(page, 'Title', 'Support desk');
  await pressed(page, 'Create');
  await page.getByText('Now add its slots').waitFor();
  await linked(page, 'Add slots');
  await filled(page, 'First day', days[0] ?? '');
  for (const name of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await page.getByLabel(name).check();
  await filled(page, 'More days', days.slice(1).map(russian).join(', '));
  await filled(page, 'From', '10:00');
  await filled(page, 'To', '11:00');
  await filled(page, 'Breaks', '');
  await filled(page, 'Place', 'Tower');
  await filled(page, 'Room', '12');
  await filled(page, 'Seats in a slot', '2');
  await pressed(page, 'Show what that makes');
  await page.getByText('6 slots of 30 min').waitFor();
  await pressed(page, 'Create the slots');
  await page.getByText('The slots are there.').waitFor();
}

/** Ten people who are on no list yet; one line of the file is wrong. */
async function importPeople(page: Page): Promise<readonly SandboxPerson[]> {
  const people: SandboxPerson[] = [];
  for (let n = 1; n <= 9; n += 1) people.push(await house.person(`Guest${n}`, { allowed: false }));
  // A bot may not write first: two have met it, the others are told of as not reached.
  for (const person of people.slice(0, 2)) await person.sends('/start');
  const lines = people.map(({ id }, n) => `Guest${n + 1};Number ${n + 1};${id};en`);
  const file = ['first name;last name;telegram id;language', ...lines, 'Nobody;At all;not a number;en'];
  await linked(page, 'Candidates');
  await linked(page, 'Import a list');
  const buffer = Buffer.from(file.join('\n'));
  await page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await pressed(page, 'Check');
  await page.getByText('a Telegram ID is digits only').waitFor();
  expect(await house.db.collection('users').countDocuments({ last_name: 'Number 1' })).toBe(0);
  await pressed(page, 'Write 9 rows');
  await page.getByText('9 rows were written').waitFor();
  return people;
}

async function announce(page: Page): Promise<void> {
  await linked(page, 'Broadcasts');
  await linked(page, 'New broadcast');
  await filled(page, 'Text', 'Choose a time for your interview.');
  await page.getByLabel('Event', { exact: true }).selectOption({ label: 'Support desk' });
  await page.getByLabel('To each person who may book this event and has not').check();
  await pressed(page, 'Save and look at it');
  await page.getByText('Choose a time for your interview.').first().waitFor();
}

/** From the announcement to the booking, in the candidate's own chat. */
async function bookBySignUp(person: SandboxPerson, row: number): Promise<void> {
  await person.chat().waitForText('Choose a time for your interview.', patient);
  await person.tap('Sign Up');
  const list = await person.chat().waitForText(words.choose, patient);
  await person.tap(slotLabels(list)[row] ?? '');
  await person.chat().waitForText(words.held, patient);
  await person.tap(words.confirm);
  await person.chat().waitForText(words.booked, patient);
}

async function moveTogether(page: Page, boris: SandboxPerson): Promise<void> {
  await linked(page, 'Guest2 Number 2');
  await linked(page, 'Move');
  await page.getByLabel(/10:00/).first().check();
  await pressed(page, 'Move');
  await page.getByText('10:00').first().waitFor();
  await boris.chat().waitForText('10:00', patient);
}

/** Both are named before, and told after. */
async function changeRoom(page: Page, together: readonly SandboxPerson[]): Promise<void> {
  await filled(page, 'Room', '14');
  await pressed(page, 'Continue');
  await page.getByText('2 people will get a message:').waitFor();
  await page.getByText('Guest1 Number 1').waitFor();
  await pressed(page, 'Change');
  await page.getByText('The slot is changed.').waitFor();
  for (const person of together) await person.chat().waitForText('room 14', patient);
}

async function recordOutcomes(page: Page): Promise<void> {
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await row('Guest1').getByRole('button', { name: 'Came' }).click();
  await row('Guest1').getByText('came', { exact: true }).waitFor();
  await row('Guest2').getByRole('button', { name: 'No-show' }).click();
  await row('Guest2').getByText('no-show', { exact: true }).waitFor();
  await row('Guest2').getByRole('button', { name: 'Undo' }).click();
  await row('Guest2').getByRole('button', { name: 'Came' }).waitFor();
}

inBrowser(
  'an event, a list, an announcement, two who book, a move, another room, a slot that is not deleted, outcomes',
  async () => {
    const page = await staffAt(house, browser);
    const today = `${house.env['API_URL']}/today?day=${days[0]}`;
    await createEvent(page);
    const event = page.url().split('?')[0] ?? '';
    await linked(page, 'Open booking');
    await pressed(page, 'Open booking');
    const [anna, boris] = (await importPeople(page)) as [SandboxPerson, SandboxPerson];
    await announce(page);
    await page.getByText('9 people are chosen.').waitFor();
    await pressed(page, 'Send');
    await page.getByText('Who did not get it, and why').waitFor({ timeout: 60_000 });

    await page.goto(today);
    await bookBySignUp(anna, 0);
    await page.getByText('Guest1 Number 1').waitFor();
    await bookBySignUp(boris, 1);
    await page.getByText('Guest2 Number 2').waitFor();
    expect(await barriers(page)).toEqual([]);
    await moveTogether(page, boris);

    await page.goto(event);
    await linked(page, /^10:00/);
    const slot = page.url();
    await changeRoom(page, [anna, boris]);
    await page.goto(slot);
    await linked(page, 'Delete');
    await page.getByText('It cannot be deleted: 2 people are booked here.').waitFor();
    await page.getByText('Guest2 Number 2').waitFor();
    expect(await house.db.collection('interview_slots').countDocuments({ location: 'Tower' })).toBe(6);

    await house.goTo({ instant: slotInstants(days[0] ?? '', '10:00', 30).ends_at });
    await page.goto(today);
    await recordOutcomes(page);
  },
);
