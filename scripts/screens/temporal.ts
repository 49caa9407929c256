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
  const details = await open(browser, page, { ...desktop('light'), height: 1150 });
  await details.getByRole('tab', { name: 'User Metadata' }).click();
  // The UI draws the details in a frame of their own.
  await details.frameLocator('iframe').last().getByText('What happened').waitFor();
  await save(details, 'temporal-booking');
  const history = await open(browser, page, { ...desktop('light'), height: 1400 });
  await history.getByRole('heading', { name: 'Event History' }).waitFor();
  await history.getByText('interview ends').first().waitFor();
  await save(history, 'temporal-history');
}
