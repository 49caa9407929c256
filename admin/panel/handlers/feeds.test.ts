import { expect, test } from 'vitest';
import { slotId, userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { tokenHash } from '../../security/callers.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { PanelReader } from '../ports/reader.ts';
import type { StaffRole } from '../visitor.ts';

const olga = userId('a'.repeat(24));

async function desk(role: StaffRole) {
  const double = new PanelDouble();
  const state = {
    made: [] as Parameters<Feeds['make']>[0][],
    revoked: [] as unknown[],
    listed: [] as unknown[],
    asked: [] as string[],
    works: true,
  };
  double.plays = {
    feeds: {
      list: async (company, specialist) => {
        state.listed.push([company, specialist]);
        return [];
      },
      rooms: async () => [{ location: 'Office "A"', room: '301' }],
      make: async (feed) => void state.made.push(feed),
      revoke: async (...args) => {
        state.revoked.push(args.slice(0, 3));
        return state.works;
      },
      read: async (hash) => {
        state.asked.push(hash);
        return state.works
          ? {
              name: 'Olga',
              lang: 'en',
              slots: [
                {
                  slot_id: slotId('1'.repeat(24)),
                  sequence: 1,
                  changed_at: 0,
                  starts_at: 0,
                  ends_at: 1_800_000,
                  title: 'Backend',
                  where: '',
                  seats: 1,
                  people: [{ name: 'Anna', number: 'K7M2' }],
                },
              ],
            }
          : undefined;
      },
    },
    reader: { specialists: async () => [{ user_id: olga, name: 'Olga' }] } as unknown as PanelReader,
  };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, role);
  const press = (path: string, form: Record<string, string> = {}) =>
    browser.post(path, { form_token, ...form });
  return { double, browser, state, press };
}

test('an address is shown once, cannot be guessed, and only its hash is kept', async () => {
  const { press, state, double } = await desk('admin');
  const page = await press('/calendars', { whose: `specialist ${olga}` });
  const [, token = ''] = /http:\/\/127\.0\.0\.1:\d+\/calendar\/([\w-]{43})\.ics/.exec(page.text) ?? [];
  expect(state.made).toMatchObject([
    { hash: tokenHash(token), company: 'default', of: { kind: 'specialist', specialist: olga } },
  ]);
  expect(JSON.stringify([state.made, double.acts])).not.toContain(token);
  expect(double.acts).toMatchObject([{ what: 'settings.created', title: 'calendar' }]);
  await press('/calendars', { whose: `room ${JSON.stringify(['Office "A"', '301'])}` });
  expect(state.made[1]).toMatchObject({ of: { kind: 'room', location: 'Office "A"', room: '301' } });
});

test('only who and what the page offered gets a calendar', async () => {
  const { press, state } = await desk('admin');
  for (const whose of ['', `specialist ${'b'.repeat(24)}`, 'room ["Elsewhere",null]', 'room nonsense']) {
    const page = await press('/calendars', { whose });
    expect([page.status, page.text.includes('Choose a specialist or a place')], whose).toEqual([422, true]);
  }
  expect(state.made).toEqual([]);
});

test('a specialist makes, sees and revokes their own only', async () => {
  const { browser, press, state } = await desk('specialist');
  const own = '0'.repeat(24);
  await browser.get('/calendars');
  expect(state.listed).toEqual([['default', own]]);
  await press('/calendars', { whose: `specialist ${olga}` });
  expect(state.made).toMatchObject([{ of: { kind: 'specialist', specialist: own } }]);
  await press('/calendars/f1/revoke');
  expect(state.revoked).toEqual([['default', 'f1', own]]);
});

test('a calendar reads its file without signing in; a revoked or unknown address is not found', async () => {
  const { browser, state, press } = await desk('admin');
  browser.cookies.clear();
  const token = 'T'.repeat(43);
  const file = await browser.get(`/calendar/${token}.ics`);
  expect(file.headers.get('content-type')).toContain('text/calendar');
  expect(file.text).toContain('SUMMARY:Backend: Anna');
  expect(state.asked).toEqual([tokenHash(token)]);
  for (const address of [`/calendar/${token}`, '/calendar/short.ics', `/calendar/${'T'.repeat(44)}.ics`])
    expect((await browser.get(address)).status, address).toBe(404);
  expect(state.asked).toHaveLength(1);
  state.works = false;
  expect((await browser.get(`/calendar/${token}.ics`)).status).toBe(404);
  expect((await press('/calendars/f1/revoke')).status).toBe(401);
});
