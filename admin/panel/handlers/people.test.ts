import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bookingId, eventId, userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { CommandAnswer } from '../../ports.ts';
import type { Page } from '../ports/page.ts';
import type { OnePerson, PeopleQuery, PersonRow } from '../ports/people.ts';
import type { StaffRole } from '../visitor.ts';

const anna = userId('a'.repeat(24));
const at = `/candidates/${anna}`;

const row: PersonRow = {
  user_id: anna,
  name: 'Anna <b>',
  username: 'anna',
  telegram_id: null,
  phone: '+79991234567',
  allowed: true,
  reachable: 'no_account',
  booked: 1,
};
const booking = {
  booking_id: bookingId('b'.repeat(24)),
  event_id: eventId('e'.repeat(24)),
  user_id: anna,
  event: 'Backend',
  number: 'K7M2',
  name: 'Anna',
  username: null,
  telegram_id: null,
  status: 'booked',
  starts_at: 0,
  location: null,
  room: null,
} as const;
const person = (over: Partial<OnePerson> = {}): OnePerson => ({
  ...row,
  first_name: 'Anna',
  last_name: null,
  lang: null,
  since: 0,
  quiet: false,
  invited_until: null,
  bookings: [booking],
  ...over,
});

async function people(role: StaffRole, given: Partial<OnePerson> = {}) {
  const double = new PanelDouble();
  const state = {
    person: person(given) as OnePerson | undefined,
    queries: [] as PeopleQuery[],
    pages: [] as Page<PersonRow>[],
    allowed: [] as boolean[],
    invited: [] as { readonly token_hash: string; readonly until: number }[],
    invitable: true,
    cancelled: [] as unknown[],
    answer: { ok: true } as CommandAnswer,
    dropped: [] as number[],
    listed: [] as unknown[],
    erased: 'erased' as 'erased' | 'booked',
    bot: 'zapis_bot' as string | undefined,
  };
  double.plays = {
    people: {
      page: async (_company, query) => {
        state.queries.push(query);
        return state.pages.shift() ?? { rows: [] };
      },
      person: async (company) => (company === 'default' ? state.person : undefined),
      setAllowed: async (_company, _user, allowed) => {
        state.allowed.push(allowed);
        return { was: !allowed, telegram_id: 7 };
      },
      renewInvite: async (_company, _user, invite) => {
        if (state.invitable) state.invited.push(invite);
        return state.invitable;
      },
      uninvited: async (_company, after) =>
        after === undefined ? [{ user_id: anna, name: '=Anna', phone: null }] : [],
      countUninvited: async () => 1,
      everythingAbout: async () => ({ person: { first_name: 'Anna' } }),
      erase: async () => state.erased,
    },
    identities: {
      drop: async (id) => void state.dropped.push(id),
      listed: async (user, id) => void state.listed.push([user, id]),
    },
    botUsername: async () => state.bot,
    commands: new Proxy(
      {},
      {
        get: () => async (whose: object, command: object) => {
          state.cancelled.push({ ...whose, ...command });
          return state.answer;
        },
      },
    ) as never,
  };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, role);
  const press = (path: string, form: Record<string, string> = {}) =>
    browser.post(path, { form_token, key: 'one-form', ...form });
  return { double, browser, state, press };
}

test('the list is asked as the address says, goes on where it ended, and names are text', async () => {
  const { browser, state } = await people('viewer');
  state.pages.push({ rows: [row], next: 'd'.repeat(24) });
  const page = await browser.get('/candidates?q=ann&who=unreachable&after=x');
  expect(state.queries).toEqual([{ text: 'ann', filter: 'unreachable', after: 'x' }]);
  expect(page.text).toContain('Anna &lt;b>');
  expect(page.text).toContain(`/candidates?q=ann&amp;who=unreachable&amp;after=${'d'.repeat(24)}`);
  // A viewer looks; taking everybody's data along is an admin's.
  expect(page.text).not.toContain('.csv');
  await browser.get('/candidates?who[$ne]=1&q=a&q=b');
  expect(state.queries[1]).toMatchObject({ text: 'a', filter: undefined });
});

test('an empty list says what to do next', async () => {
  const { browser } = await people('admin');
  const page = await browser.get('/candidates');
  expect(page.text).toContain('Import a list');
  expect((await browser.get('/candidates?q=zzz')).text).toContain('There is nobody like that');
});

test('the file has every page, no cell a spreadsheet would run, and a line in the audit log', async () => {
  const { browser, state, double } = await people('admin');
  state.pages.push({ rows: [{ ...row, name: '=cmd()' }], next: 'd'.repeat(24) }, { rows: [row] });
  const file = await browser.get('/candidates.csv');
  const [head, first, second] = file.text.replace('\uFEFF', '').split('\r\n');
  expect(head).toBe('telegram_id,username,name,phone,allowed,reachable,booked,id');
  expect(first).toContain("'=cmd()");
  expect(second).toContain('Anna <b>');
  expect(double.acts).toMatchObject([{ what: 'person.exported' }]);
});

test('a link is shown once to whoever made it; only its hash is kept', async () => {
  const { press, state, double } = await people('admin');
  const page = await press(`${at}/invite`);
  const token = /t\.me\/zapis_bot\?start=i_([\w-]{32})/.exec(page.text)?.[1] ?? '';
  expect(state.invited.map((one) => one.token_hash)).toEqual([
    createHash('sha256').update(token).digest('hex'),
  ]);
  expect(JSON.stringify(double.acts)).not.toContain(token);
  state.bot = undefined;
  expect((await press(`${at}/invite`)).text).toMatch(/\/start i_[\w-]{32}/);
  state.invitable = false;
  expect((await press(`${at}/invite`)).status).toBe(409);
});

test('links for everybody come as a file, after being asked once', async () => {
  const { browser, press, state } = await people('admin');
  expect((await browser.get('/candidates/invites')).text).toContain('1 person on the list');
  expect(state.invited).toEqual([]);
  const file = await press('/candidates/invites');
  expect(file.headers.get('content-disposition')).toContain('invites-');
  expect(file.text).toMatch(/'=Anna,,https:\/\/t\.me\/zapis_bot\?start=i_[\w-]{32},/);
  expect(state.invited).toHaveLength(1);
});

test('blocking says what stays, takes effect at once, and cancels only what was asked for', async () => {
  const { browser, press, state, double } = await people('admin');
  const page = await browser.get(`${at}/block`);
  expect(page.text).toContain('1 booking stays');
  expect(state.allowed).toEqual([]);
  await press(`${at}/block`);
  expect([state.allowed, state.cancelled.length, state.listed]).toEqual([[false], 0, [[anna, 7]]]);
  expect(double.acts).toMatchObject([
    { what: 'person.blocked', target: anna, before: { allowed: true }, after: { allowed: false } },
  ]);
  await press(`${at}/block`, { cancel: 'yes' });
  expect(state.cancelled).toMatchObject([
    { event_id: booking.event_id, user_id: anna, booking_id: booking.booking_id },
  ]);
  state.answer = { ok: false, reason: 'outcome_unknown' };
  await press(`${at}/block`, { cancel: 'yes' });
  expect((await browser.get(at)).text).toContain('not every booking could be cancelled');
  await press(`${at}/unblock`);
  expect(state.allowed.at(-1)).toBe(true);
});

test('erasing says what goes and what stays, forgets the account at once, and never the one who is booked', async () => {
  const { browser, press, state, double } = await people('admin', { booked: 0, telegram_id: 7 });
  const page = await browser.get(`${at}/erase`);
  for (const words of ['Gone for ever', 'Stays without a name']) expect(page.text).toContain(words);
  state.erased = 'booked';
  const refused = await press(`${at}/erase`);
  expect([refused.status, refused.text.includes('Cancel it first')]).toEqual([409, true]);
  expect([state.dropped, double.acts]).toEqual([[], []]);
  state.erased = 'erased';
  expect((await press(`${at}/erase`)).to).toBe('/candidates');
  expect(state.dropped).toEqual([7]);
  expect(double.acts).toMatchObject([{ what: 'person.erased', target: anna }]);
});

test('everything about a person is a JSON file, and that it was taken is written down', async () => {
  const { browser, double } = await people('admin');
  const file = await browser.get(`${at}/export.json`);
  expect(file.headers.get('content-type')).toContain('application/json');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(file.body).toEqual({ person: { first_name: 'Anna' } });
  expect(double.acts).toMatchObject([{ what: 'person.exported', target: anna }]);
});

test('a viewer changes nobody, and a person of nowhere is not found', async () => {
  const viewer = await people('viewer');
  for (const path of ['block', 'unblock', 'invite', 'erase'])
    expect((await viewer.press(`${at}/${path}`)).status, path).toBe(403);
  expect((await viewer.browser.get(`${at}/export.json`)).status).toBe(403);
  expect((await viewer.browser.get(at)).text).not.toContain(`${at}/block`);
  viewer.state.person = undefined;
  for (const path of [at, '/candidates/nobody', `/candidates/${'f'.repeat(23)}`])
    expect((await viewer.browser.get(path)).status, path).toBe(404);
});
