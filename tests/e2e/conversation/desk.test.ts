import { ObjectId } from 'mongodb';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { barriers, inBrowser, useBrowser } from '../../support/browser.ts';
import { House, moscow } from '../../support/house.ts';
import { book, patient } from '../../support/journey.ts';
import { staffAt } from '../../support/panel-at.ts';
import { waitFor } from '../../support/wait.ts';

const browser = useBrowser();
let house: House;
beforeAll(async () => {
  house = await House.open('desk');
});
afterAll(() => house.close());

const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const linked = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
const said = (page: Page, text: string) => page.getByRole('log').getByText(text, { exact: true });
const inbox = (page: Page, which = '') => page.goto(`${house.env['API_URL']}/conversations${which}`);

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

inBrowser(
  'who writes to the bot appears at the desk by themselves, is answered in Telegram, and is back when they write again',
  async () => {
    const page = await staffAt(house, browser);
    await linked(page, 'Conversations');
    await page.getByText('No conversation is open').waitFor();

    const anna = await house.person('Anna', { last_name: 'Ivanova' });
    await anna.sends('Is there parking?');
    await page.getByText('Is there parking?').waitFor();
    await anna.chat().waitForText('Your message is with the organisers', { timeoutMs: 90_000 });
    await page.getByText('new', { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);

    await linked(page, 'Anna Ivanova');
    await said(page, 'Is there parking?').waitFor();
    await pressed(page, 'Take it');
    await page.getByText('The conversation is yours.').waitFor();
    // Typed while the page goes on: what comes meanwhile takes nothing away.
    await page.getByLabel('Answer', { exact: true }).fill('Yes, behind the <house>.');
    await anna.sends('And a lift?');
    await said(page, 'And a lift?').waitFor();
    expect(await page.getByLabel('Answer', { exact: true }).inputValue()).toBe('Yes, behind the <house>.');
    await pressed(page, 'Send');
    await anna.chat().waitForText('Yes, behind the <house>.', patient);
    await page.getByRole('log').getByText('sent', { exact: true }).last().waitFor();
    expect(await barriers(page)).toEqual([]);

    await anna.sendsFile({ name: 'gate.png', mime: 'image/png', bytes: onePixel, as: 'photo' });
    const width = () => page.evaluate<number>('document.querySelector("img.shot")?.naturalWidth ?? 0');
    await waitFor('the photo to be seen', async () => (await width()) === 1 || undefined);

    await pressed(page, 'Close the conversation');
    await page.getByText('The conversation is closed.').waitFor();
    await inbox(page);
    await page.getByText('No conversation is open').waitFor();
    await anna.sends('Thank you!');
    await page.getByText('Thank you!').waitFor();
    await page.getByText('since', { exact: false }).first().waitFor();
  },
);

inBrowser(
  'staff write first from a booking, with a ready answer, and nothing of it is sent twice',
  async () => {
    const page = await staffAt(house, browser);
    const boris = await house.person('Boris', { last_name: 'Orlov' });
    const { id } = await house.event({ starts: [moscow(2, '14:00')] });
    await book(boris, id);
    await inbox(page, '/answers');
    await page.getByLabel('Name', { exact: true }).fill('Documents');
    await page.getByLabel('Text', { exact: true }).fill('Please bring a passport.');
    await pressed(page, 'Add');
    await page.getByText('The ready answer is saved.').waitFor();
    await page.goto(`${house.env['API_URL']}/candidates/${boris.userId}`);
    await linked(page, /^Boris Orlov/);
    await linked(page, 'Write to them');
    await page.getByText('Nothing was said yet').waitFor();
    await page.getByLabel('Answer', { exact: true }).fill('Hello!');
    await pressed(page, 'Insert');
    const typed = () => page.getByLabel('Answer', { exact: true }).inputValue();
    await waitFor('both to be in the form', async () => (await typed()).includes('passport') || undefined);
    // The same form, sent twice.
    const fields = await page.evaluate<unknown>(
      'Object.fromEntries(new FormData(document.querySelector("form#answer")))',
    );
    await pressed(page, 'Send');
    await boris.chat().waitForText('Please bring a passport.', patient);
    const again = `fetch(location.href, { method: 'POST', body: new URLSearchParams(${JSON.stringify(fields)}) })`;
    expect(await page.evaluate<number>(`${again}.then(({ status }) => status)`)).toBe(200);
    await boris.sends('I will');
    await said(page, 'I will').waitFor();
    const answers = await house.db
      .collection('conversation_messages')
      .find({ user_id: new ObjectId(boris.userId), from: 'staff' })
      .toArray();
    expect(answers.map(({ text }) => text)).toEqual(['Hello!\n\nPlease bring a passport.']);
    await linked(page, 'Move');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toContain('/move');
  },
);

inBrowser(
  'an answer that could not be told to the conversation is sent by itself within minutes',
  async () => {
    const vera = await house.person('Vera');
    const key = `staff:${new ObjectId().toHexString()}`;
    const [user_id, at] = [new ObjectId(vera.userId), new Date(Date.now() - 120_000)];
    // As it stands when Temporal was away while a coordinator wrote.
    await house.db.collection('conversations').insertOne({
      _id: user_id,
      company_id: 'default',
      status: 'open',
      opened_by: null,
      seq: 1,
      said_seq: 0,
      read_seq: 1,
      answered_seq: 1,
      last_at: at,
      last_message: null,
      waiting_since: null,
      late_told: false,
      claimed_by: null,
    });
    await house.db.collection('conversation_messages').insertOne({
      key,
      user_id,
      company_id: 'default',
      seq: 1,
      from: 'staff',
      by: null,
      text: 'Nobody was told of this',
      file: null,
      chat_message_id: null,
      opens: false,
      at,
      edited_at: null,
      edited_by: null,
      unsent_to: user_id,
      fate: null,
    });
    await waitFor(
      'the answer to be sent',
      async () =>
        (await house.db.collection('conversation_messages').findOne({ key, fate: { $ne: null } })) ??
        undefined,
      150_000,
    );
  },
);
