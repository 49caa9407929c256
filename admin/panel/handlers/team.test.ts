import { expect, test } from 'vitest';
import { userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { tokenHash } from '../../security/callers.ts';
import type { Member, Team } from '../ports/team.ts';

const anna: Member = {
  user_id: userId('a'.repeat(24)),
  name: 'Anna <b>',
  username: 'anna',
  telegram_id: 7,
  role: 'viewer',
  login: 'anna',
  seen_at: null,
  link_until: null,
};

async function asAdmin(team: Partial<Team> = {}) {
  const double = new PanelDouble();
  const asked: unknown[] = [];
  double.team = {
    list: async () => [anna],
    member: async (company, id) => (company === 'default' && id === anna.user_id ? anna : undefined),
    invite: async (company, member) => {
      asked.push({ company, ...member });
      return { user_id: anna.user_id };
    },
    change: async (company, user, to) => {
      asked.push({ company, user, to });
      return 'changed';
    },
    ...team,
  };
  const browser = await opened(double);
  return { double, asked, browser, form_token: signedIn(double, browser, 'admin') };
}
const here = `/team/${anna.user_id}`;
const linkIn = (text: string) => /http:\/\/[^<\s]+\/sign-in\/link\?token=([\w-]+)/.exec(text)?.[1] ?? '';

test('an invitation is a link shown once, which lets in exactly the person it was made for', async () => {
  const { double, asked, browser, form_token } = await asAdmin();
  const form = { form_token, name: ' Ines ', username: '@ines_o', telegram_id: '770077', role: 'specialist' };
  const shown = await browser.post('/team', form);
  expect(asked).toEqual([
    { company: 'default', name: 'Ines', username: 'ines_o', telegram_id: 770077, role: 'specialist' },
  ]);
  const token = linkIn(shown.text);
  expect(double.links.get(tokenHash(token))).toBe(anna.user_id);
  expect(double.acts).toMatchObject([
    { what: 'staff.invited', target: anna.user_id, after: { role: 'specialist' } },
  ]);
  expect(JSON.stringify(double.acts)).not.toMatch(/Ines|ines_o|770077/);
  // The bot forgets at once what it remembered of this account.
  expect(double.dropped).toEqual([770077]);
  expect((await browser.get('/team')).text).not.toContain(token);
});

test('what is wrong in an invitation stands at each field, and what was typed stays', async () => {
  const { asked, browser, form_token } = await asAdmin();
  const form = { form_token, name: '', username: 'a b', telegram_id: '<7>', role: 'god' };
  const { status, text } = await browser.post('/team', form);
  expect(status).toBe(422);
  for (const name of ['name', 'username', 'telegram_id', 'role'])
    expect(text).toContain(`id="${name}-fault"`);
  expect(text).toContain('value="a b"');
  expect(text).toContain('value="&lt;7>"');
  expect(asked).toEqual([]);
  const long = await browser.post('/team', { form_token, name: 'x'.repeat(65), role: 'viewer' });
  expect(long.text).toContain('Too long');
});

test('an account that is in a team already is not invited again', async () => {
  const { double, browser, form_token } = await asAdmin({ invite: async () => 'taken' });
  const form = { form_token, name: 'Ines', telegram_id: '77', role: 'viewer' };
  const { status, text } = await browser.post('/team', form);
  expect([status, text.includes('in a team already')]).toEqual([422, true]);
  expect(double.links.size).toBe(0);
});

test('a role is changed and written down, from what to what', async () => {
  const { double, asked, browser, form_token } = await asAdmin();
  expect((await browser.post(`${here}/role`, { form_token, role: 'admin' })).to).toBe(here);
  expect(asked).toEqual([{ company: 'default', user: anna.user_id, to: 'admin' }]);
  expect(double.acts).toMatchObject([
    { what: 'staff.role_changed', before: { role: 'viewer' }, after: { role: 'admin' } },
  ]);
  expect(double.dropped).toEqual([7]);
  expect((await browser.post(`${here}/role`, { form_token, role: 'god' })).status).toBe(404);
});

test('the last admin can be neither demoted nor removed, and the page says why', async () => {
  const { double, browser, form_token } = await asAdmin({ change: async () => 'last_admin' });
  for (const [path, form] of [
    ['role', { role: 'viewer' }],
    ['remove', {}],
  ] as const) {
    const answered = await browser.post(`${here}/${path}`, { form_token, ...form });
    expect([answered.status, answered.text.includes('only administrator')], path).toEqual([409, true]);
  }
  expect(double.acts).toEqual([]);
});

test('removing asks once, with what it will do; nothing happens before', async () => {
  const { double, asked, browser, form_token } = await asAdmin();
  double.passwords.set('anna', { user_id: anna.user_id, password: 'x' });
  const question = await browser.get(`${here}/remove`);
  expect(question.text).toContain('all sessions end');
  expect(question.text).toContain('Anna &lt;b>');
  expect(asked).toEqual([]);
  expect((await browser.post(`${here}/remove`, { form_token })).to).toBe('/team');
  expect(asked).toMatchObject([{ to: null }]);
  expect(double.passwords.size).toBe(0);
  expect(double.acts).toMatchObject([{ what: 'staff.removed', after: { role: null } }]);
});

test('a reset takes the password and every session away, and gives one new link', async () => {
  const { double, browser, form_token } = await asAdmin();
  double.passwords.set('anna', { user_id: anna.user_id, password: 'x' });
  double.sessions.set('hers', { user_id: anna.user_id, created_at: 0, seen_at: 0 });
  double.links.set('an older one', anna.user_id);
  const { text } = await browser.post(`${here}/reset`, { form_token });
  expect([...double.links.keys()]).toEqual([tokenHash(linkIn(text))]);
  expect([double.passwords.size, double.sessions.has('hers')]).toEqual([0, false]);
});

test('a new link replaces the one before, and leaves password and sessions alone', async () => {
  const { double, browser, form_token } = await asAdmin();
  double.sessions.set('hers', { user_id: anna.user_id, created_at: 0, seen_at: 0 });
  const first = linkIn((await browser.post(`${here}/link`, { form_token })).text);
  const second = linkIn((await browser.post(`${here}/link`, { form_token })).text);
  expect([...double.links.keys()]).toEqual([tokenHash(second)]);
  expect(first).not.toBe(second);
  expect(double.sessions.has('hers')).toBe(true);
});

test('somebody of another company, or of no team, is not found by any of it', async () => {
  const { asked, browser, form_token } = await asAdmin();
  for (const id of ['f'.repeat(24), '$ne', 'x']) {
    expect((await browser.get(`/team/${id}`)).status).toBe(404);
    for (const what of ['role', 'link', 'reset', 'remove'])
      expect((await browser.post(`/team/${id}/${what}`, { form_token, role: 'admin' })).status).toBe(404);
  }
  expect(asked).toEqual([]);
});
