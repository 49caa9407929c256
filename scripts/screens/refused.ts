import type { Browser } from 'playwright-core';
import { press, telegramOf, write } from './hands.ts';
import { save } from './look.ts';
import type { Product } from './product.ts';
import { sideBySide } from './scene.ts';
import { english, russian } from './words.ts';

const sam = { id: 710_000_031, first_name: 'Sam', language_code: 'en' } as const;
const gleb = { id: 710_000_032, first_name: 'Глеб', language_code: 'ru' } as const;

/** They have the link, but nobody put them on the list: link, command and text are refused alike. */
export async function uninvited(browser: Browser, product: Product, link: string): Promise<void> {
  for (const one of [sam, gleb]) await product.newPerson(one);
  const page = await sideBySide(browser, product, link, [sam, gleb]);
  for (const [one, { refused }] of [
    [sam, english],
    [gleb, russian],
  ] as const) {
    const chat = telegramOf(page, one);
    const answers = chat.locator('article:not(.own)').filter({ hasText: refused });
    await press(chat, /^Start/, refused);
    await write(chat, '/slots', refused);
    await answers.nth(1).waitFor();
    await write(chat, one === sam ? 'Is there a free time?' : 'Есть ли свободное время?', refused);
    await answers.nth(2).waitFor();
    if ((await chat.locator('.key').count()) > 0) throw new Error('a stranger was shown buttons');
  }
  await save(page, 'uninvited');
}
