import type { Browser, Locator, Page } from 'playwright-core';
import { phonePicture, press, reads, type Somebody, telegramOf, write } from './hands.ts';
import { shoot } from './look.ts';
import type { Product } from './product.ts';
import { type Scene, sideBySide } from './scene.ts';

/** Who got the last seat, and who did not. */
export type Rivals = {
  readonly page: Page;
  readonly winner: Somebody;
  readonly loser: Somebody;
};

/** Two people press the button of the last seat one right after the other: one gets it, the other reads so and sees fresh times. */
export async function theLastSeat(browser: Browser, product: Product, scene: Scene): Promise<Rivals> {
  const { words, people, tomorrow, lang } = scene;
  const page = await sideBySide(browser, product, scene.link, people);
  for (const one of people) await press(telegramOf(page, one), /^Start/, words.choose, ' · 14:00 · ');
  await onPhone(browser, product, scene, 'choosing', people[0], words.choose);
  // A page has one mouse: the second tap follows the first before anything was answered.
  for (const one of people) await button(telegramOf(page, one), /14:00/).click();
  const [winner, loser] = await decided(page, people);
  const [won, lost] = [telegramOf(page, winner), telegramOf(page, loser)];
  await reads(won, words.held, words.at(tomorrow, '14:00'));
  await press(won, words.confirm, words.booked, words.at(tomorrow, '14:00'));
  await lost.getByRole('alertdialog').filter({ hasText: words.taken }).waitFor();
  await shoot(page, `last-seat-${lang}`);
  await lost.getByRole('button', { name: 'OK' }).click();
  await reads(lost, words.taken, words.choose, ' · 16:00 · ');
  if ((await button(lost, /14:00/).count()) > 0) throw new Error('the taken time is still offered');
  await press(lost, /11:30/, words.held);
  await press(lost, words.confirm, words.booked, words.at(tomorrow, '11:30'));
  return { page, winner, loser };
}

const button = (where: Locator, name: RegExp): Locator => where.getByRole('button', { name });

async function onPhone(
  browser: Browser,
  { sandbox }: Product,
  scene: Scene,
  step: Scene['onPhone'][number],
  who: Somebody,
  says: string,
): Promise<void> {
  if (scene.onPhone.includes(step))
    await phonePicture(browser, { sandbox, who, says, name: `${step}-${scene.lang}` });
}

async function decided(page: Page, [one, other]: Scene['people']): Promise<readonly [Somebody, Somebody]> {
  const refused = page.getByRole('alertdialog');
  await refused.waitFor().catch(async (cause: unknown) => {
    throw new Error(
      `no alert said that the seat is taken (a very busy machine answers too late for one):\n${await page.innerText('body')}`,
      { cause },
    );
  });
  return (await telegramOf(page, one).getByRole('alertdialog').count()) > 0 ? [other, one] : [one, other];
}

/** The demo's policy: the old seat is free at once. It is taken back first, and then really moved. */
export async function movedByRelease(
  browser: Browser,
  product: Product,
  scene: Scene,
  { page, winner }: Rivals,
): Promise<void> {
  const { words, tomorrow } = scene;
  const chat = telegramOf(page, winner);
  await write(chat, '/reschedule', words.released, words.at(tomorrow, '14:00'));
  await onPhone(browser, product, scene, 'moving-release', winner, words.released);
  await press(chat, words.keepOld, words.kept, words.at(tomorrow, '14:00'));
  await write(chat, '/reschedule', words.released);
  await press(chat, words.later, words.released);
  await press(chat, /16:00/, words.held, words.at(tomorrow, '16:00'));
  await press(chat, words.confirm, words.moved, words.at(tomorrow, '16:00'));
}

/** The other policy: the old seat stays until the new one is confirmed. */
export async function movedBySwap(
  browser: Browser,
  product: Product,
  scene: Scene,
  { page, winner }: Rivals,
): Promise<void> {
  const { words, swap, dayAfter } = scene;
  const chat = telegramOf(page, winner);
  await write(chat, '/slots', words.which);
  await press(chat, swap, words.choose);
  await press(chat, /12:00/, words.held);
  await press(chat, words.confirm, words.booked, words.at(dayAfter, '12:00'));
  await write(chat, '/reschedule', words.whichBooking);
  await press(chat, swap, words.stays, words.at(dayAfter, '12:00'));
  await onPhone(browser, product, scene, 'moving-swap', winner, words.stays);
  await press(chat, words.keepIt, words.booked, words.at(dayAfter, '12:00'));
  await write(chat, '/reschedule', words.whichBooking);
  await press(chat, swap, words.stays);
  await press(chat, /15:00/, words.held, words.instead);
  await press(chat, words.confirm, words.moved, words.at(dayAfter, '15:00'));
}

/** The page's own clock, set to what it proposes: 11:00 of the next day. */
export async function toEleven(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tools' }).first().click();
  await page.getByRole('tab', { name: 'Clock' }).click();
  await page.getByRole('button', { name: 'Go there' }).click();
  await page.getByRole('button', { name: 'Close the tools' }).click();
}

export async function reminded(
  { words, tomorrow, lang }: Scene,
  { page, winner, loser }: Rivals,
): Promise<void> {
  const [his, hers] = [telegramOf(page, winner), telegramOf(page, loser)];
  await reads(his, words.reminder, words.at(tomorrow, '16:00'));
  await reads(hers, words.reminder, words.at(tomorrow, '11:30'));
  await press(his, words.coming, words.saidComing);
  await press(hers, words.late, words.saidLate);
  await shoot(page, `reminder-${lang}`);
}
