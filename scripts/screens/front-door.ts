import type { Browser, Locator, Page } from 'playwright-core';
import { says } from './coordinator.ts';
import { press, reads, telegramOf, write } from './hands.ts';
import { desktop, open, shoot } from './look.ts';
import { inLanguage, linkOf, signedIn, signedInBy, variants } from './panel.ts';
import type { Product } from './product.ts';

const lena = { id: 710_000_061, first_name: 'Lena', language_code: 'en' } as const;
const ruth = { id: 710_000_062, first_name: 'Ruth', language_code: 'en' } as const;
const group = 'Coordinators';

/**
 * A candidate just writes. A coordinator answers in the panel, another time in a group of Telegram that has a topic for each
 * person; the topic is closed, opened by the next word, and goes with everything else when the person is erased.
 */
export async function theFrontDoor(browser: Browser, product: Product): Promise<void> {
  for (const one of [lena, ruth]) await product.newPerson(one);
  product.zapis('person allow', { telegram: lena.id, name: lena.first_name, lang: 'en' });
  const link = linkOf(product.zapis('admin create', { telegram: ruth.id, name: ruth.first_name }));
  const panel = await signedInBy(browser, link, desktop('light'));
  await inLanguage(panel, 'English', 'Русский');
  const chats = await open(browser, `${product.sandbox}#${lena.id}=;${ruth.id}=`, desktop('light'));
  const [hers, staff] = [telegramOf(chats, lena), telegramOf(chats, ruth)];
  for (const one of [hers, staff]) await one.locator('.chat-row').first().click();
  await press(hers, /^Start/);
  await connected(panel, chats, staff);
  const inbox = new URL('/conversations', panel.url()).href;
  await panel.goto(inbox);
  await ask(hers, 'Is there parking near the office?');
  await says(panel, 'Is there parking near the office?');
  await shoot(panel, 'panel-conversations-en');
  await answeredInThePanel(panel, hers);
  await answeredInTheGroup(panel, chats);
  await onPhone(browser, product, panel.url());
  await closedAndOpened(panel, hers, staff);
  await erased(panel, staff);
  await chats.context().close();
  await panel.context().close();
}

/** Without waiting for what is said to it. */
const ask = (chat: Locator, words: string) => write(chat, words);

async function connected(panel: Page, chats: Page, staff: Locator): Promise<void> {
  await chats.getByRole('button', { name: 'Tools' }).first().click();
  await chats.getByRole('tab', { name: 'Chats' }).click();
  const form = chats.getByRole('form', { name: 'New chat' });
  await form.locator('select').selectOption({ label: 'Group with topics' });
  await form.getByLabel('Title').fill(group);
  for (const member of await form.getByRole('checkbox').all()) await member.uncheck();
  for (const name of [/\(bot\)/, ruth.first_name]) await form.getByLabel(name).first().check();
  await form.getByRole('button', { name: 'Create' }).click();
  await chats.getByRole('button', { name: 'Close the tools' }).click();
  await panel.goto(new URL('/settings', panel.url()).href);
  await panel.getByRole('button', { name: 'Get a code for a group' }).click();
  const command = await panel.locator('input#code').inputValue();
  await openChat(staff, group);
  await write(staff, command, 'The group is connected');
}

async function openChat(telegram: Locator, title: string): Promise<void> {
  await telegram.getByRole('button', { name: 'Back to the chats' }).click();
  await telegram.getByRole('button', { name: title }).click();
}

async function answeredInThePanel(panel: Page, hers: Locator): Promise<void> {
  await panel.getByRole('link', { name: lena.first_name }).click();
  await panel.getByLabel('Answer', { exact: true }).fill('Yes, in the yard. Tell the guard your name.');
  await panel.getByRole('button', { name: 'Send' }).click();
  await reads(hers, 'Yes, in the yard.');
  await panel.locator('.thread').getByText('sent', { exact: true }).waitFor();
}

async function answeredInTheGroup(panel: Page, chats: Page): Promise<void> {
  const [hers, staff] = [telegramOf(chats, lena), telegramOf(chats, ruth)];
  await ask(hers, 'And may I come ten minutes late?');
  await topicsOf(staff).getByRole('button', { name: lena.first_name }).click();
  await reads(staff, 'And may I come ten minutes late?');
  await ask(staff, 'That is fine, they will wait for you.');
  await reads(hers, 'That is fine, they will wait for you.');
  await panel.locator('.thread').getByText('That is fine').waitFor();
  await panel.locator('.thread').getByText('being sent').waitFor({ state: 'detached' });
  await shoot(panel, 'panel-conversation-en');
  await shoot(chats, 'staff-group-en');
}

const topicsOf = (telegram: Locator) => telegram.getByRole('group', { name: 'Topics' });

async function closedAndOpened(panel: Page, hers: Locator, staff: Locator): Promise<void> {
  const topics = topicsOf(staff);
  await topics.getByRole('button', { name: 'Close this topic' }).click();
  await panel.getByRole('main').getByText('closed', { exact: true }).waitFor();
  await ask(hers, 'One more thing: which floor?');
  await topics.getByRole('button', { name: 'Close this topic' }).waitFor();
  await panel.locator('.thread').getByText('which floor?').waitFor();
  await panel.getByRole('button', { name: 'Close the conversation' }).click();
  await says(panel, 'The conversation is closed.');
  await topics.getByRole('button', { name: `${lena.first_name} (closed)` }).waitFor();
}

async function erased(panel: Page, staff: Locator): Promise<void> {
  await panel.getByRole('complementary').getByRole('link', { name: lena.first_name }).click();
  await panel.getByRole('link', { name: 'Erase their data' }).click();
  await panel.getByRole('button', { name: 'Yes, erase for ever' }).click();
  await says(panel, 'The data are erased.');
  await topicsOf(staff).getByRole('button', { name: lena.first_name }).waitFor({ state: 'detached' });
  if (await staff.getByText('ten minutes late').count()) throw new Error('an erased person is still read');
}

/** The conversation and the settings of notifications as somebody in the dark holds them, in Russian. */
async function onPhone(browser: Browser, product: Product, talk: string): Promise<void> {
  for (const { name, look, language, to } of variants) {
    const page = await signedIn(browser, product, look);
    await inLanguage(page, language, to);
    await page.goto(new URL('/notifications', talk).href);
    await shoot(page, `panel-notifications-${name}`);
    if (name === 'ru-phone') {
      await page.goto(talk);
      await page.locator('.thread').waitFor();
      await shoot(page, `panel-conversation-${name}`);
    }
    await page.context().close();
  }
}
