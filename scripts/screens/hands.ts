import type { Browser, Locator, Page } from 'playwright-core';
import { open, phone, shoot } from './look.ts';

export type Somebody = { readonly id: number; readonly first_name: string };
type Words = string | RegExp;

export const telegramOf = (page: Page, who: Pick<Somebody, 'first_name'>): Locator =>
  page.getByRole('region', { name: `Telegram of ${who.first_name}` });

/** The newest message of the other side says all of this; whoever waited in vain is told what the chat says. */
export async function reads(where: Locator, ...all: readonly Words[]): Promise<void> {
  const newest = where.locator('article:not(.own)').last();
  for (const words of all)
    try {
      await newest.filter({ hasText: words }).waitFor();
    } catch (cause) {
      const found = await where.innerText();
      throw new Error(`expected to read “${words}”, but the chat says:\n${found}`, { cause });
    }
}

/** The newest button of that name, pressed; then the newest message says what it must. */
export async function press(where: Locator, button: Words, ...leadsTo: readonly Words[]): Promise<void> {
  await where.getByRole('button', { name: button }).last().click();
  await reads(where, ...leadsTo);
}

export async function write(where: Locator, text: string, ...answer: readonly Words[]): Promise<void> {
  const field = where.getByRole('textbox', { name: 'Message from' });
  await field.fill(text);
  await field.press('Enter');
  await reads(where, ...answer);
}

/** What the person's phone shows, once its newest message says this. */
export async function phonePicture(
  browser: Browser,
  { sandbox, who, says, name }: { sandbox: string; who: Somebody; says: Words; name: string },
): Promise<void> {
  const page = await open(browser, `${sandbox}#${who.id}=`, phone('light'));
  await page.locator('.chat-row').first().click();
  const chat = telegramOf(page, who);
  await reads(chat, says);
  await shoot(page, name, chat);
  await page.context().close();
}
