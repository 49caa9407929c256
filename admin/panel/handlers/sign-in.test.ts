import { expect, test } from 'vitest';
import { passwordLimits } from '../../../core/staff/sign-in.ts';
import { opened, signedIn, token } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { tokenHash } from '../../security/callers.ts';

const password = 'correct horse';
function withPassword(roles: readonly string[] = ['admin']): PanelDouble {
  const double = new PanelDouble();
  double.passwords.set('olga', { user_id: double.person(roles).user_id, password });
  return double;
}

test('a password signs in under the login it was set with, and leads to the page that was asked for', async () => {
  const double = withPassword();
  const browser = await opened(double);
  const asked = await browser.get('/bookings?status=booked');
  expect(asked.to).toBe('/sign-in?next=%2Fbookings%3Fstatus%3Dbooked');
  expect((await browser.get(asked.to ?? '')).text).toContain('name="next" value="/bookings?status=booked"');
  const form = { login: ' @Olga', password, next: '/bookings?status=booked' };
  expect((await browser.post('/sign-in/password', form)).to).toBe('/bookings?status=booked');
  expect((await browser.get('/today')).text).toContain('Olga');
  expect(double.acts).toMatchObject([{ what: 'session.signed_in', after: { by: 'password' } }]);
  expect(JSON.stringify(double.acts)).not.toContain(password);
});

test('a wrong password and an unknown login get the same words, and no password comes back', async () => {
  const browser = await opened(withPassword());
  const said = async (form: Record<string, string>) => {
    const { status, text } = await browser.post('/sign-in/password', form);
    expect(status).toBe(422);
    return text.replace(`value="${form['login']}"`, '');
  };
  const wrong = await said({ login: 'olga', password: 'not this one' });
  expect(wrong).toBe(await said({ login: 'nobody', password: 'not this one' }));
  expect(wrong).not.toContain('not this one');
  const hostile = await browser.post('/sign-in/password', { login: '"><script>', password });
  expect(hostile.text).toContain('value="&quot;>&lt;script>"');
});

test('after too many tries even the right password waits, and the page says until when', async () => {
  const double = withPassword();
  const browser = await opened(double);
  for (let time = 0; time < passwordLimits.account.most; time += 1)
    expect((await browser.post('/sign-in/password', { login: 'olga', password: 'x' })).status).toBe(422);
  const refused = await browser.post('/sign-in/password', { login: 'OLGA', password });
  expect(refused.status).toBe(429);
  expect(refused.text).toContain('Try again after 03:17');
  expect(double.sessions.size).toBe(0);
  // Another person at the same address is not held up by it.
  expect((await browser.post('/sign-in/password', { login: 'anna', password })).status).toBe(422);
});

test('one address cannot go on trying one password on everybody', async () => {
  const browser = await opened(withPassword());
  const answers: number[] = [];
  for (let time = 0; time <= passwordLimits.address.most; time += 1)
    answers.push((await browser.post('/sign-in/password', { login: `l${time}`, password })).status);
  expect(answers.slice(-2)).toEqual([422, 429]);
});

test('who got in begins anew: earlier mistakes are forgotten', async () => {
  const double = withPassword();
  const browser = await opened(double);
  await browser.post('/sign-in/password', { login: 'olga', password: 'x' });
  await browser.post('/sign-in/password', { login: 'olga', password });
  expect(double.tries.get('password olga')).toBeUndefined();
});

test('signing in makes a new session: the token of before, known to whomever, is worth nothing', async () => {
  const double = withPassword();
  const browser = await opened(double);
  signedIn(double, browser, 'viewer');
  await browser.post('/sign-in/password', { login: 'olga', password });
  expect(browser.cookies.get('zapis_session')).not.toBe(token);
  expect(double.sessions.has(tokenHash(token))).toBe(false);
  expect(double.sessions.size).toBe(1);
});

test('a password without a role of staff opens nothing', async () => {
  const double = withPassword(['candidate']);
  const browser = await opened(double);
  expect((await browser.post('/sign-in/password', { login: 'olga', password })).status).toBe(422);
  expect(browser.cookies.has('zapis_session')).toBe(false);
  expect(double.sessions.size).toBe(0);
});

test('no other site can sign somebody in, or be where signing in leads', async () => {
  const double = withPassword();
  const browser = await opened(double);
  const form = { login: 'olga', password, next: '//evil.example/' };
  expect((await browser.post('/sign-in/password', form, 'cross-site')).status).toBe(403);
  expect((await browser.get('/sign-in?next=https://evil.example')).text).toContain('name="next" value="/"');
  expect((await browser.post('/sign-in/password', form)).to).toBe('/');
  expect((await browser.get('/sign-in?next=//evil.example')).to).toBe('/');
});
