import { expect, test } from 'vitest';
import { bookingId, eventId, slotId, userId } from '../../core/shared/ids.ts';
import { opened, signedIn, token } from '../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../tests/support/panel-double.ts';
import { tokenHash } from '../security/callers.ts';
import { idleMs, isFormTokenOf, longestMs } from '../security/sessions.ts';
import type { BookingRow } from './ports/bookings.ts';
import type { DayRow } from './ports/day.ts';
import { type PanelRoute, panelRouteNames, panelRoutes } from './routes/index.ts';
import { staffRoles } from './visitor.ts';

test.each(['nobody', ...staffRoles] as const)(
  'every route lets in exactly the roles its row names: %s',
  async (who) => {
    const role = who === 'nobody' ? undefined : who;
    const double = new PanelDouble();
    const browser = await opened(double);
    for (const name of panelRouteNames) {
      const { method, path, may } = panelRoutes[name] as PanelRoute;
      // Anew each time: one of the routes signs out.
      const form_token = role ? signedIn(double, browser, role) : '';
      const answered = await (method === 'get' ? browser.get(path) : browser.post(path, { form_token }));
      const what = `${method} ${path}`;
      const isAllowed = may === 'anyone' || (role !== undefined && may.includes(role));
      if (isAllowed) expect([401, 403], what).not.toContain(answered.status);
      else if (role) expect(answered.status, what).toBe(403);
      else if (method === 'get') expect(answered.to, what).toMatch(/^\/sign-in/);
      else expect(answered.status, what).toBe(401);
    }
  },
);

test('what belongs to the installation is not there for another company: no page, no form, no entry in the menu', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const house = panelRouteNames
    .map((name) => panelRoutes[name] as PanelRoute)
    .filter((route) => route.house === true);
  expect(house.map(({ path }) => path)).toEqual(expect.arrayContaining(['/dead', '/workflows']));
  expect((await browser.get('/account')).text).toContain('href="/workflows"');
  for (const [key, person] of double.people) double.people.set(key, { ...person, company_id: 'other' });
  for (const { method, path } of house)
    expect(
      (await (method === 'get' ? browser.get(path) : browser.post(path, { form_token }))).status,
      `${method} ${path}`,
    ).toBe(404);
  expect((await browser.stream('/dead')).status).toBe(404);
  expect((await browser.get('/account')).text).not.toMatch(/href="\/(?:dead|workflows)"/);
});

test('a link signs one browser in, once; looking at it uses nothing up', async () => {
  const double = new PanelDouble();
  const { user_id } = double.person(['admin']);
  double.links.set(tokenHash('the-link'), user_id);
  const browser = await opened(double);
  expect((await browser.get('/')).to).toBe('/sign-in');
  const shown = await browser.get('/sign-in/link?token=the-link');
  expect(shown.text).toContain('name="token" value="the-link"');
  expect(double.links.size).toBe(1);
  const entered = await browser.post('/sign-in/link', { token: 'the-link' });
  expect(entered.to).toBe('/account');
  expect((await browser.get('/system')).text).toContain('Olga');
  const again = await (await opened(double)).post('/sign-in/link', { token: 'the-link' });
  expect([again.status, again.text.includes('no longer works')]).toEqual([410, true]);
});

test('the session’s cookie is out of reach of scripts and other sites', async () => {
  const double = new PanelDouble();
  double.links.set(tokenHash('the-link'), double.person(['admin']).user_id);
  const caller = await opened(double);
  const entered = await caller.post('/sign-in/link', { token: 'the-link' });
  const [cookie = ''] = entered.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect([...double.sessions.keys()]).not.toContain(caller.cookies.get('zapis_session'));
});

test('who signed out is out, with the cookie of before too', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  expect((await browser.post('/sign-out', { form_token })).to).toBe('/sign-in');
  expect(double.acts).toMatchObject([{ what: 'session.ended', by: { role: 'admin', channel: 'panel' } }]);
  expect((await browser.get('/sign-in')).text).toContain('You have signed out');
  expect((await browser.get('/sign-in')).text).not.toContain('You have signed out');
  browser.cookies.set('zapis_session', token);
  expect((await browser.get('/system')).to).toContain('/sign-in');
});

test('a session ends when it is not used, when it is old, and with the last role', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  const id = tokenHash(token);
  const session = double.sessions.get(id);
  if (!session) throw new Error('no session');
  expect((await browser.get('/system')).status).toBe(200);
  double.now += idleMs - 1;
  expect((await browser.get('/system')).status).toBe(200);
  double.now += idleMs;
  expect((await browser.get('/system')).status).toBe(303);
  Object.assign(session, { created_at: double.now - longestMs, seen_at: double.now });
  expect((await browser.get('/system')).status).toBe(303);
  Object.assign(session, { created_at: double.now, seen_at: double.now });
  expect((await browser.get('/system')).status).toBe(200);
  const [person] = double.people.values();
  if (person) double.people.set(person.user_id, { ...person, roles: ['candidate'] });
  expect((await browser.get('/system')).status).toBe(303);
});

test('a form of another site, or of no page of ours, does nothing', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  for (const site of ['cross-site', 'same-site', 'none'])
    expect((await browser.post('/sign-out', { form_token }, site)).status, site).toBe(403);
  expect((await browser.post('/sign-out', { form_token: 'x' })).status).toBe(401);
  expect((await browser.post('/sign-out', {})).status).toBe(401);
  expect(double.sessions.size).toBe(1);
});

test('what was typed before the session ended is kept, whatever it is, and can be sent again', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const typed = '<b>"Anna" & co</b>';
  const kept = await browser.post('/sign-out', { form_token: 'old', note: typed });
  expect(kept.status).toBe(401);
  expect(kept.text).toContain('name="note" value="&lt;b>&quot;Anna&quot; &amp; co&lt;/b>"');
  expect(kept.text).not.toContain('name="form_token"');
  signedIn(double, browser, 'admin');
  const known = await browser.post('/sign-out', { note: typed });
  expect(known.text).toContain('<h1>Send it once more</h1>');
  const [, given] = /name="form_token" value="([^"]+)"/.exec(known.text) ?? [];
  expect(isFormTokenOf(token, given)).toBe(true);
});

test('a form that meets a service that is away comes back with what was typed and no password, and can be sent again', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const away = async () => Promise.reject(new Error('no database'));
  double.plays = { audit: { write: away }, throttle: { count: away, forget: away } };
  const frozen = await opened(double);
  for (const [name, value] of browser.cookies) frozen.cookies.set(name, value);
  const met = await frozen.post('/account/sessions/end', { form_token, session: '"A" <b>' });
  expect([met.status, met.text.includes('This did not work now')]).toEqual([503, true]);
  expect(met.text).toContain('action="/account/sessions/end"');
  expect(met.text).toContain('name="session" value="&quot;A&quot; &lt;b>"');
  const given = /name="form_token" value="([^"]+)"/.exec(met.text)?.[1];
  expect(given === form_token).toBe(false);
  expect((await browser.post('/account/sessions/end', { form_token: given ?? '' })).status).toBe(303);
  const entering = await frozen.post('/sign-in/password', { login: 'olga', password: 'correct horse' });
  expect([entering.status, entering.text.includes('value="olga"')]).toEqual([503, true]);
  expect(entering.text).toMatch(/<input type="password"[^>]*name="password"/);
  expect(entering.text).not.toContain('correct horse');
  // Neither does a form of nobody’s get a token, nor one of another site anything at all.
  expect(entering.text).not.toContain('name="form_token"');
  const foreign = await frozen.post('/account/sessions/end', { form_token, session: 'x' }, 'cross-site');
  expect(foreign.status).toBe(403);
});

test('a password that was typed when the session ended stands in no page', async () => {
  const browser = await opened(new PanelDouble());
  const kept = await browser.post('/account/password', {
    login: 'olga',
    password: 'correct horse',
    current: 'old',
  });
  expect([kept.status, kept.text.includes('value="olga"')]).toEqual([401, true]);
  expect(kept.text).not.toMatch(/correct horse|value="old"/);
  expect(kept.text.match(/<input type="password"/g)).toHaveLength(2);
});

test('the language follows the person, else the browser, and can be changed on any page', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  expect((await browser.get('/sign-in')).text).toContain('lang="en"');
  await browser.post('/language', { lang: 'ru' });
  expect((await browser.get('/sign-in')).text).toContain('<html lang="ru"');
  const form_token = signedIn(double, browser, 'admin');
  expect((await browser.get('/system')).text).toContain('<html lang="en"');
  await browser.post('/language', { lang: 'ru', form_token });
  expect((await browser.get('/system')).text).toContain('Система');
});

test('an address that is none is a page with a way on, signed in or not', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const page = await browser.get('/nothing/here');
  expect([page.status, page.text.includes('There is no such page')]).toEqual([404, true]);
  signedIn(double, browser, 'viewer');
  expect((await browser.get('/nothing')).text).toContain('Olga');
});

test('what cannot be read is no fault of ours: a form that is too long says so, an address that is none is not found', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const long = await browser.post('/broadcasts/new', { form_token, people: 'x'.repeat(2 ** 20) });
  expect([long.status, long.text.includes('That is too much at once')]).toEqual([413, true]);
  const away = await browser.get('/figures');
  expect([away.status, away.text.includes('look in a minute whether it was done')]).toEqual([503, true]);
  const none = await browser.get('/events/%E0%A4%A');
  expect([none.status, none.text.includes('There is no such page')]).toEqual([400, true]);
});

test('names are text, never markup; pages carry no inline script or style', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  const [person] = double.people.values();
  if (person) double.people.set(person.user_id, { ...person, name: '<script>alert(1)</script>' });
  const page = await browser.get('/system');
  expect(page.text).toContain('&lt;script>alert(1)&lt;/script>');
  expect(page.text).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/);
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
});

const row = (over: Partial<DayRow> = {}): DayRow => ({
  booking_id: bookingId('b'.repeat(24)),
  event_id: eventId('e'.repeat(24)),
  user_id: userId('c'.repeat(24)),
  event: 'Backend',
  number: 'K7M2',
  name: 'Anna <b>',
  username: 'anna',
  starts_at: 0,
  ends_at: 1,
  location: 'Office',
  room: '12',
  status: 'booked',
  reply: 'late',
  arrived: false,
  led_twice: false,
  informed: null,
  ...over,
});

test('an outcome is asked of the candidate’s workflow, by whoever pressed, and can be taken back', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'specialist');
  double.rows = [row()];
  for (const [id] of double.people) double.led.set(row().booking_id, id);
  const shown = await browser.get('/today?day=1970-01-01');
  expect(shown.text).toContain('Anna &lt;b>');
  expect(shown.text).toContain('running late');
  const form = { form_token, booking: row().booking_id, day: '1970-01-01' };
  double.answer = { ok: true } as typeof double.answer;
  const done = await browser.post('/today/outcome', { ...form, outcome: 'no_show' });
  expect(done.to).toBe('/today?day=1970-01-01');
  expect((await browser.get(done.to ?? '')).text).toMatch(/class="flash good"[^>]*>Recorded\./);
  expect(double.asked).toMatchObject([
    {
      event_id: row().event_id,
      booking_id: row().booking_id,
      outcome: 'no_show',
      initiated_by: { role: 'specialist', channel: 'panel' },
    },
  ]);
  double.rows = [row({ status: 'no_show' })];
  expect((await browser.get('/today?day=1970-01-01')).text).toContain('value="undone"');
  double.answer = { ok: false, reason: 'outcome_unknown' };
  await browser.post('/today/outcome', { ...form, outcome: 'undone' });
  expect((await browser.get('/today')).text).toMatch(/class="flash warn"[^>]*>It could not be recorded/);
});

test('of two bookings of one day the outcome of the older one is not recorded on the newer', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  double.rows = [row({ status: 'no_show' })];
  double.latest = false;
  const form = { form_token, booking: row().booking_id, day: '1970-01-01', outcome: 'undone' };
  expect((await browser.post('/today/outcome', form)).to).toBe('/today?day=1970-01-01');
  expect((await browser.get('/today')).text).toContain('could not be recorded');
  expect(double.asked).toEqual([]);
});

test('on the day itself one press says who is here; whoever could not be told of a change is marked', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  double.rows = [row({ starts_at: double.now + 60_000, informed: false })];
  double.answer = { ok: true } as typeof double.answer;
  const before = await browser.get('/today?day=1970-01-01');
  expect(before.text).toContain('could not be told');
  expect(before.text).toContain('aria-label="Is here: Anna');
  const form = { form_token, booking: row().booking_id, day: '1970-01-01', outcome: 'arrived' };
  expect((await browser.post('/today/outcome', form)).to).toBe('/today?day=1970-01-01');
  expect(double.asked).toMatchObject([{ event_id: row().event_id, initiated_by: { role: 'admin' } }]);
  expect(double.asked[0]).not.toHaveProperty('outcome');
  double.rows = [row({ starts_at: double.now + 60_000, arrived: true })];
  expect((await browser.get('/today')).text).not.toContain('value="arrived"');
});

test('a specialist neither sees nor decides what is in another’s slot', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'specialist');
  double.rows = [row()];
  double.led.set(row().booking_id, 'f'.repeat(24));
  expect((await browser.get('/today?day=1970-01-01')).text).not.toContain('Anna');
  const form = { form_token, booking: row().booking_id, day: '1970-01-01', outcome: 'done' };
  expect((await browser.post('/today/outcome', form)).status).toBe(404);
  expect(double.asked).toEqual([]);
});

test('a specialist sees their own free slots too; to others those say nothing', async () => {
  const own = { event: 'Backend', starts_at: 0, location: 'Office <b>', room: '12', free: 2 };
  for (const [role, sees] of [
    ['specialist', true],
    ['admin', false],
  ] as const) {
    const double = new PanelDouble();
    double.own = [{ ...own, slot_id: slotId('d'.repeat(24)) }];
    const browser = await opened(double);
    signedIn(double, browser, role);
    const { text } = await browser.get('/today?day=1970-01-01');
    expect(text.includes('Your free slots'), role).toBe(sees);
    if (sees) expect(text).toContain('Backend · Office &lt;b> · 12');
  }
});

test('no outcome for a booking that is not there, of a word that is none, or before it began', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const form = { form_token, day: '1970-01-01', outcome: 'done' };
  for (const wrong of [
    { booking: 'x' },
    { booking: 'a'.repeat(24) },
    { booking: row().booking_id, outcome: 'missing' },
  ])
    expect((await browser.post('/today/outcome', { ...form, ...wrong })).status).toBe(404);
  expect(double.asked).toEqual([]);
  double.rows = [row({ starts_at: double.now + 1 })];
  expect((await browser.get('/today')).text).not.toContain('value="done"');
});

const booking = (over: Partial<BookingRow> = {}): BookingRow => ({
  booking_id: bookingId('b'.repeat(24)),
  event_id: eventId('e'.repeat(24)),
  user_id: userId('c'.repeat(24)),
  event: 'Backend, senior',
  number: 'K7M2',
  name: '=HYPERLINK("http://evil")',
  username: 'anna',
  telegram_id: 7,
  status: 'booked',
  starts_at: Date.UTC(2026, 10, 26, 8),
  location: null,
  room: '12',
  ...over,
});

test('the list is asked as the address says, whatever else stands in it, and goes on where it ended', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'viewer');
  double.pages.push({ rows: [booking()], next: 'd'.repeat(24) });
  const event = 'e'.repeat(24);
  const page = await browser.get(`/bookings?q=ann&event=${event}&status=booked&after=x&more=1`);
  expect(double.queries).toMatchObject([{ text: 'ann', event, status: 'booked', after: 'x', most: 50 }]);
  expect(page.text).toContain(
    `href="/bookings?q=ann&amp;event=${event}&amp;status=booked&amp;after=${'d'.repeat(24)}"`,
  );
  // A viewer looks; taking everybody's data along is an admin's.
  expect(page.text).not.toContain('.csv');
  await browser.get('/bookings?event[$ne]=1&status=anything&q=a&q=b');
  expect(double.queries[1]).toMatchObject({ text: 'a', event: undefined, status: undefined });
});

test('the file has every page, and no cell a spreadsheet would run', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  double.pages.push({ rows: [booking()], next: 'd'.repeat(24) }, { rows: [booking({ number: 'LAST' })] });
  const file = await browser.get('/bookings.csv?status=booked');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="bookings-1970-01-01.csv"$/);
  const [head, first, last] = file.text.replace('\uFEFF', '').split('\r\n');
  expect(head).toContain('number,status,name,username');
  expect(first).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(first).toContain('"Backend, senior",2026-11-26 11:00 MSK');
  expect(last).toContain('LAST');
  expect(double.queries).toHaveLength(2);
  // Everybody's data left the house.
  expect(double.acts).toMatchObject([{ what: 'person.exported', title: 'bookings' }]);
});
