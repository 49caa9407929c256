import { expect, test } from 'vitest';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { TokenRow } from '../ports/tokens.ts';

const row: TokenRow = {
  id: 'a'.repeat(24),
  name: 'Careers <site>',
  scopes: ['slots:read'],
  created_at: 0,
  used_at: null,
  revoked_at: null,
};
const secret = 'zapis_shown-once';

async function atTokens(rows: readonly TokenRow[] = [row]) {
  const double = new PanelDouble();
  const asked: unknown[] = [];
  double.tokens = {
    of: async (company) => (company === 'default' ? rows : []),
    issue: async (name, scopes, company) => {
      asked.push({ name, scopes, company });
      return { id: row.id, token: secret };
    },
    revoke: async (id, company) => {
      asked.push({ revoke: id, company });
      return true;
    },
  };
  const browser = await opened(double);
  return { double, asked, browser, form_token: signedIn(double, browser, 'admin') };
}

test('a token is shown once, to whoever made it, and the log knows what it may but not what it is', async () => {
  const { double, asked, browser, form_token } = await atTokens();
  const shown = await browser.post('/tokens', { form_token, name: ' Careers ', scopes: 'slots:read' });
  expect(shown.text).toContain(secret);
  expect(asked).toEqual([{ name: 'Careers', scopes: ['slots:read'], company: 'default' }]);
  expect(double.acts).toMatchObject([
    { what: 'token.created', target: row.id, title: 'Careers', after: { scopes: 'slots:read' } },
  ]);
  expect(JSON.stringify(double.acts)).not.toContain(secret);
  expect((await browser.get('/tokens')).text).not.toContain(secret);
});

test('without a name or a right that exists none is made, and what was chosen stays', async () => {
  const { asked, browser, form_token } = await atTokens([]);
  const nothing = await browser.post('/tokens', { form_token, name: '', scopes: 'everything' });
  expect(nothing.status).toBe(422);
  expect(nothing.text).toMatch(/id="name-fault"[\s\S]*id="scopes-fault"/);
  const long = await browser.post('/tokens', { form_token, name: 'x'.repeat(65), scopes: 'slots:read' });
  expect(long.text).toMatch(/value="slots:read" checked/);
  expect(asked).toEqual([]);
});

test('revoking asks once and is written down; what is not there, or revoked already, is not found', async () => {
  const { double, asked, browser, form_token } = await atTokens([
    row,
    { ...row, id: 'b'.repeat(24), revoked_at: 1 },
  ]);
  const question = await browser.get(`/tokens/${row.id}/revoke`);
  expect(question.text).toContain('Careers &lt;site>');
  expect(asked).toEqual([]);
  expect((await browser.post(`/tokens/${row.id}/revoke`, { form_token })).to).toBe('/tokens');
  expect(asked).toEqual([{ revoke: row.id, company: 'default' }]);
  expect(double.acts).toMatchObject([{ what: 'token.revoked', target: row.id }]);
  for (const id of ['b'.repeat(24), 'c'.repeat(24), '$ne']) {
    expect((await browser.get(`/tokens/${id}/revoke`)).status).toBe(404);
    expect((await browser.post(`/tokens/${id}/revoke`, { form_token })).status).toBe(404);
  }
});
