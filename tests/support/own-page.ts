import type { Page } from 'playwright-core';
import { collections } from '../../adapters/mongo/collections.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { userId } from '../../core/shared/ids.ts';
import type { House } from './house.ts';

type Invited = { readonly userId: string; readonly link: string };

const ask = async <Answer>(house: House, path: string, body: object): Promise<Answer> => {
  const response = await fetch(`${house.env['API_URL']}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.env['API_TOKEN']}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
};

/** Somebody without Telegram, put on the list and invited by the API. */
export async function invitedByPage(house: House, first_name: string): Promise<Invited> {
  const { user_id } = await ask<{ user_id: string }>(house, '/api/users', { first_name });
  const { page, command } = await ask<{ page: string | null; command: string }>(
    house,
    `/api/users/${user_id}/invite`,
    {},
  );
  const token = command.replace('/start i_', '');
  return { userId: user_id, link: page ?? `${house.env['API_URL']}/me/open?i=${token}` };
}

/** Somebody at a desk, by the API. */
export const movedByStaff = (house: House, booking: string, slot_id: string): Promise<unknown> =>
  ask(house, `/api/bookings/${booking}/move`, { slot_id });

export const bookingOf = (house: House, user: string) =>
  collections(house.db).bookings.findOne({ user_id: oid(userId(user)) }, { sort: { created_at: -1 } });

/** Opens a page’s only link or button of that name. */
export async function press(page: Page, name: string): Promise<void> {
  const found = page.getByRole('link', { name }).or(page.getByRole('button', { name }));
  await Promise.all([page.waitForEvent('domcontentloaded'), found.first().click()]);
}

/** A browser that may be subscribed: there is no push service for Chromium here, so it names ours. */
export const subscribable = (subscription: { endpoint: string; p256dh: string; auth: string }): string => `
  const { endpoint, ...keys } = ${JSON.stringify(subscription)};
  let current = null;
  const made = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => { current = null; return true; } };
  PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 87) throw new TypeError('not our key');
    current = made;
    return current;
  };
  PushManager.prototype.getSubscription = async () => current;
  Notification.requestPermission = async () => 'granted';
`;
