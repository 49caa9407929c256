import type { Browser } from 'playwright-core';
import { desktop, open, save } from './look.ts';
import type { Product } from './product.ts';

/** One booking's page: who waits for what, until when, and what happened; then its history with the timers. */
export async function bookingInTemporal(
  browser: Browser,
  product: Product,
  { event, telegram }: { event: string; telegram: number },
): Promise<void> {
  const people = JSON.parse(product.zapis('person list', { json: true })) as {
    id: string;
    telegram_id: number;
  }[];
  const person = people.find((one) => one.telegram_id === telegram)?.id ?? '';
  const page = `${product.temporalUi.replace(/\/$/, '')}/${encodeURIComponent(`booking:${event}:${person}`)}`;
  const details = await open(browser, page, { ...desktop('light'), height: 1040 });
  await details.getByRole('tab', { name: 'User Metadata' }).click();
  await details.getByText('interview ends').filter({ visible: true }).first().waitFor();
  // The UI draws the details in a frame of their own.
  const frame = details.frameLocator('iframe').last();
  await frame.getByText('What happened').waitFor();
  const told = (await frame.locator('body').innerText()).replaceAll(/\s+/g, ' ');
  for (const fact of [
    `candidate ${person} was reminded and answered: coming; waits for the interview to end at 2`,
    `event ${event}, open`,
    'booked, rev',
    'By itself next: interview ends: 2',
    'the candidate: reply coming → recordReply done',
    'the candidate: move → beginMove done',
  ])
    if (!told.includes(fact)) throw new Error(`the booking's page does not say “${fact}”:\n${told}`);
  await save(details, 'temporal-booking');
  const history = await open(browser, page, { ...desktop('light'), height: 1400 });
  await history.getByRole('heading', { name: 'Event History' }).waitFor();
  await history.getByText('interview ends').first().waitFor();
  await save(history, 'temporal-history');
}
