import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { BarrierWire } from '../../support/barrier-wire.ts';
import { barriers, inBrowser, useBrowser } from '../../support/browser.ts';
import { House } from '../../support/house.ts';
import { staffAt } from '../../support/panel-at.ts';
import { serviceUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

const browser = useBrowser();
// Whoever compares and whoever writes can be stopped in the middle: a quick machine is through before a slow browser looks.
const reading = new BarrierWire(serviceUrl('MONGODB_URL'), 'mongo');
const writing = new BarrierWire(serviceUrl('MONGODB_URL'), 'mongo');
let house: House;
beforeAll(async () => {
  await Promise.all([reading.open(), writing.open()]);
  const ofRole = { admin: { MONGODB_URL: reading.url }, worker: { MONGODB_URL: writing.url } };
  house = await House.open('import', { ofRole });
});
afterAll(async () => {
  await house?.close();
  await Promise.all([reading.close(), writing.close()]);
});

const patient = { timeout: 120_000 };
const rows = 1_500;
const csv = [
  'first name,phone',
  ...Array.from({ length: rows }, (_none, at) => `Guest,${9_000_000_000 + at}`),
];

async function upload(page: Page): Promise<void> {
  await page.goto(`${house.env['API_URL']}/candidates/import`);
  const buffer = Buffer.from(csv.join('\n'));
  await page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL(/candidates\/import\/\w+/);
}

inBrowser(
  'a long list counts along while it is compared and written, goes on when its page is closed, and is there once',
  async () => {
    const page = await staffAt(house, browser);
    const compared = reading.stopAt({ has: ['insert', 'import_rows'], at: 'request', nth: 3 });
    await upload(page);
    await page.getByText(/Checked: [1-9]\d* of 1500/).waitFor();
    compared.letGo();
    const list = page.url();
    const write = page.getByRole('button', { name: 'Write 1,500 rows' });
    await write.waitFor(patient);
    const stored = writing.stopAt({ has: ['insert', 'users', 'Guest'], at: 'request', nth: 3 });
    await write.click();
    await page.getByText(/Written: [1-9]\d* of 1500/).waitFor();
    expect(await barriers(page)).toEqual([]);
    stored.letGo();
    await page.goto('about:blank');
    const imports = house.db.collection('imports');
    await waitFor(
      'all to be written',
      async () => (await imports.findOne({ state: 'written' })) ?? undefined,
      120_000,
    );
    await page.goto(list);
    await page.getByText('1,500 rows were written').waitFor();
    expect(await house.db.collection('users').countDocuments({ first_name: 'Guest' })).toBe(rows);

    // The same file again changes nobody.
    await upload(page);
    await page.getByText('Nothing to write').waitFor(patient);
  },
);
