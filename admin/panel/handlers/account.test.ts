import { expect, test } from 'vitest';
import { opened, signedIn, token } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { tokenHash } from '../../security/callers.ts';
import type { StaffRole } from '../visitor.ts';

const password = 'correct horse';

async function atAccount(role: StaffRole = 'viewer') {
  const double = new PanelDouble();
  const browser = await opened(double);
  const form_token = signedIn(double, browser, role);
  const [me] = double.people.values();
  if (!me) throw new Error('nobody');
  const elsewhere = (id: string, user_id: string = me.user_id) =>
    double.sessions.set(id, { user_id, created_at: double.now, seen_at: double.now });
  return { double, browser, form_token, me, elsewhere };
}

test('a first password needs no old one; then only who knows it can change it', async () => {
  const { double, browser, form_token, me } = await atAccount();
  expect((await browser.get('/account')).text).not.toContain('name="current"');
  const first = await browser.post('/account/password', { form_token, login: '@Olga', password });
  expect(first.to).toBe('/account');
  expect(double.passwords.get('olga')).toEqual({ user_id: me.user_id, password });
  const page = (await browser.get('/account')).text;
  expect(page).toContain('name="current"');
  const form = { form_token: /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? '', login: 'olga' };
  const other = 'battery staple';
  const wrong = await browser.post('/account/password', { ...form, password: other, current: 'guess' });
  expect([wrong.status, wrong.text.includes('is not right')]).toEqual([422, true]);
  expect(double.passwords.get('olga')?.password).toBe(password);
  await browser.post('/account/password', { ...form, password: other, current: password });
  expect(double.passwords.get('olga')?.password).toBe(other);
  expect(JSON.stringify(double.acts)).not.toMatch(/horse|staple/);
});

test('each fault of a new password stands at its field, and no password comes back', async () => {
  const { double, browser, form_token } = await atAccount();
  double.passwords.set('taken', { user_id: 'f'.repeat(24), password: 'x' });
  const said = async (login: string, text: string) =>
    (await browser.post('/account/password', { form_token, login, password: text })).text;
  expect(await said('12', 'short')).toMatch(/id="login-fault"[\s\S]*id="password-fault"/);
  expect(await said('olga', 'short')).toContain('too short');
  const taken = await said('taken', password);
  expect(taken).toContain('is taken');
  expect(taken).toContain('value="taken"');
  expect(taken).not.toContain(password);
});

test('a new password ends every other session, and this one goes on under another token', async () => {
  const { double, browser, form_token, elsewhere } = await atAccount();
  elsewhere('phone');
  elsewhere('somebody else’s', 'f'.repeat(24));
  await browser.post('/account/password', { form_token, login: 'olga', password });
  expect(double.sessions.has('phone')).toBe(false);
  expect(double.sessions.has(tokenHash(token))).toBe(false);
  expect(double.sessions.has('somebody else’s')).toBe(true);
  expect((await browser.get('/account')).status).toBe(200);
});

test('one session is ended, or all but this one; nobody ends another person’s', async () => {
  const { double, browser, form_token, elsewhere } = await atAccount();
  for (const id of ['phone', 'tablet', 'desk']) elsewhere(id);
  elsewhere('theirs', 'f'.repeat(24));
  expect((await browser.get('/account')).text).not.toContain('theirs');
  await browser.post('/account/sessions/end', { form_token, session: 'phone' });
  await browser.post('/account/sessions/end', { form_token, session: 'theirs' });
  expect([...double.sessions.keys()]).toEqual([tokenHash(token), 'tablet', 'desk', 'theirs']);
  await browser.post('/account/sessions/end', { form_token, others: 'yes' });
  expect([...double.sessions.keys()]).toEqual([tokenHash(token), 'theirs']);
  expect((await browser.post('/account/sessions/end', { others: 'yes' })).status).toBe(401);
});

test('one’s own name is set where one signs in, stands in the history without being written there, and is refused empty or endless', async () => {
  const { double, browser, form_token, me } = await atAccount();
  double.people.set(me.user_id, { ...me, name: '' });
  const named = await browser.post('/account/name', { form_token, name: '  Vera\u202e  <Orlova> ' });
  expect(named.to).toBe('/account');
  expect(double.people.get(me.user_id)?.name).toBe('Vera <Orlova>');
  expect((await browser.get('/account')).text).toContain('value="Vera &lt;Orlova>"');
  expect(double.acts).toMatchObject([{ what: 'staff.renamed', target: me.user_id }]);
  expect(JSON.stringify(double.acts)).not.toContain('Vera');
  await browser.post('/account/name', { form_token, name: 'Vera <Orlova>' });
  expect(double.acts).toHaveLength(1);
  for (const [name, said] of [
    [' ', 'Write your name.'],
    ['x'.repeat(65), '64 signs at most'],
  ] as const) {
    const wrong = await browser.post('/account/name', { form_token, name });
    expect([wrong.status, wrong.text.includes(said)]).toEqual([422, true]);
  }
  expect(double.people.get(me.user_id)?.name).toBe('Vera <Orlova>');
});

test('how somebody of the staff hears of bookings is theirs to choose, and a viewer, who hears of none, is not asked', async () => {
  const { double, browser, form_token, me } = await atAccount('specialist');
  expect((await browser.get('/account')).text).toMatch(
    /<input[^>]*(?:checked[^>]*value="instant"|value="instant"[^>]*checked)/,
  );
  expect((await browser.post('/account/notices', { form_token, notices: 'hourly' })).to).toBe('/account');
  expect(double.notices.get(me.user_id)).toBe('hourly');
  expect(double.acts).toMatchObject([
    {
      what: 'staff.changed',
      target: me.user_id,
      before: { notices: 'instant' },
      after: { notices: 'hourly' },
    },
  ]);
  expect((await browser.post('/account/notices', { form_token, notices: 'weekly' })).status).toBe(404);
  double.people.set(me.user_id, { ...me, roles: ['viewer'] });
  expect((await browser.get('/account')).text).not.toContain('name="notices"');
});
