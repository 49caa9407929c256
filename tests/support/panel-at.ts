import { ObjectId } from 'mongodb';
import type { Page } from 'playwright-core';
import type { StaffRole } from '../../admin/panel/visitor.ts';
import { userId } from '../../core/shared/ids.ts';
import { signInLink } from '../../local/first-admin/link.ts';
import type { LookOptions, useBrowser } from './browser.ts';
import type { House } from './house.ts';

type StaffOptions = LookOptions & {
  readonly role?: StaffRole;
  readonly lang?: 'en' | 'ru';
  readonly company?: string;
};

/** Somebody of the staff, signed in at a house’s panel by a link, as they come. */
export async function staffAt(
  house: House,
  browser: ReturnType<typeof useBrowser>,
  { role = 'admin', lang = 'en', company = 'default', ...options }: StaffOptions = {},
): Promise<Page> {
  const _id = new ObjectId();
  await house.db.collection('users').insertOne({
    _id,
    company_id: company,
    first_name: 'Olga',
    last_name: 'Petrova',
    username: null,
    telegram_id: null,
    roles: [role],
    lang,
    created_at: new Date(),
  });
  const root = house.env['API_URL'] ?? '';
  const until = Date.now() + 600_000;
  const link = await signInLink(house.db, root, { user_id: userId(_id.toHexString()), until });
  const page = await browser.look(link, { locale: lang, reducedMotion: 'reduce', ...options });
  await page.locator('button.first').click();
  await page.getByRole('navigation').waitFor();
  return page;
}
