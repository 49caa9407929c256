import { expect, test } from 'vitest';
import { opened, signedIn, token } from '../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../tests/support/panel-double.ts';
import { formTokenOf, isFormTokenOf } from '../security/sessions.ts';

const codings = [
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
] as const;

test.each(codings)(
  'pages, style, script and files for who understands “%s” are sent as %s',
  async (said, coding) => {
    const double = new PanelDouble();
    const browser = await opened(double);
    signedIn(double, browser, 'admin');
    const page = await browser.get('/today');
    const assets = [...page.text.matchAll(/"(\/assets\/[^"]+(?:css|js))"/g)].map(([, path = '']) => path);
    const paths = ['/today', '/account', '/bookings.csv', ...assets];
    expect(assets).not.toEqual([]);
    for (const path of paths) {
      const answered = await browser.get(path, { 'accept-encoding': said });
      const wanted = await browser.get(path, { 'accept-encoding': 'identity' });
      expect(answered.status, path).toBe(200);
      expect(answered.headers.get('content-encoding'), path).toBe(coding);
      expect(answered.headers.get('vary'), path).toMatch(/accept-encoding/i);
      expect(withoutTokens(answered.text), path).toBe(withoutTokens(wanted.text));
    }
  },
);

const withoutTokens = (html: string): string => html.replaceAll(/name="form_token" value="[^"]+"/g, '');

test('a page that goes on is not held back to be compressed', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  const pages = await browser.stream('/today');
  expect(pages.coding).toBeNull();
  expect(String((await pages.next()).value)).toContain('<');
});

test('what makes a form ours looks different each time, so that how short a page gets tells nothing of it', () => {
  const some = Array.from({ length: 50 }, () => formTokenOf(token));
  for (let at = 0; at < 43; at += 1) expect(new Set(some.map((one) => one[at])).size).toBeGreaterThan(1);
  expect(some.every((one) => isFormTokenOf(token, one))).toBe(true);
  expect(isFormTokenOf('u'.repeat(43), some[0])).toBe(false);
  const other = Buffer.from(some[0] ?? '', 'base64url');
  other.writeUInt8(other.readUInt8(40) ^ 1, 40);
  expect(isFormTokenOf(token, other.toString('base64url'))).toBe(false);
});
