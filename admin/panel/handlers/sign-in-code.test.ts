import { expect, test } from 'vitest';
import { userId } from '../../../core/shared/ids.ts';
import { codeLimits } from '../../../core/staff/codes.ts';
import { opened } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { tokenHash } from '../../security/callers.ts';

async function asking(roles: readonly string[] = ['admin']) {
  const double = new PanelDouble();
  const { user_id } = double.person(roles);
  const attempts = new Map<string, string>();
  double.codes = {
    open: async (attempt, who) => void attempts.set(attempt, who),
    check: async (attempt, code) =>
      attempts.get(attempt) === '@olga' && code === '012345'
        ? { ok: true, user_id: userId(user_id) }
        : { ok: false, left: attempts.has(attempt) ? 4 : 0 },
  };
  return { double, attempts, browser: await opened(double) };
}
const attemptIn = (text: string) => /name="attempt" value="([^"]+)"/.exec(text)?.[1] ?? '';

test('a code is asked for by whoever comes, and signs in the browser that asked, to the page it wanted', async () => {
  const { double, attempts, browser } = await asking();
  const asked = await browser.post('/sign-in/code', { who: '@olga', next: '/bookings' });
  const attempt = attemptIn(asked.text);
  // What the workflow is told is a hash: with it nobody can try a code.
  expect(double.codesSent).toEqual([tokenHash(attempt)]);
  expect([...attempts.keys()]).toEqual([tokenHash(attempt)]);
  const entered = await browser.post('/sign-in/code/check', {
    attempt,
    code: ' 012 345 ',
    next: '/bookings',
  });
  expect(entered.to).toBe('/bookings');
  expect((await browser.get('/today')).text).toContain('Olga');
  expect(double.acts).toMatchObject([{ what: 'session.signed_in', after: { by: 'code' } }]);
});

test('the page is the same for staff and for nobody, letter by letter', async () => {
  const { double, browser } = await asking();
  const page = async (who: string) => {
    const { status, text } = await browser.post('/sign-in/code', { who });
    return [status, text.replace(attemptIn(text), 'ATTEMPT')];
  };
  expect(await page('@olga')).toEqual(await page('@nobody'));
  expect(double.codesSent).toHaveLength(2);
});

test('a wrong code says how many tries are left, an attempt that is over says to begin again', async () => {
  const { double, browser } = await asking();
  const attempt = attemptIn((await browser.post('/sign-in/code', { who: '@olga' })).text);
  const wrong = await browser.post('/sign-in/code/check', { attempt, code: '999999' });
  expect([wrong.status, wrong.text.includes('4 tries are left')]).toEqual([422, true]);
  expect(wrong.text).not.toContain('999999');
  const over = await browser.post('/sign-in/code/check', { attempt: '"><b>', code: '012345' });
  expect(over.text).toContain('no longer works');
  expect(over.text).toContain('value="&quot;>&lt;b>"');
  expect(double.sessions.size).toBe(0);
});

test('nobody is flooded with codes: after a few the page says when to ask again', async () => {
  const { double, browser } = await asking();
  for (let time = 0; time < codeLimits.account.most; time += 1)
    await browser.post('/sign-in/code', { who: 'olga' });
  const refused = await browser.post('/sign-in/code', { who: '@OLGA' });
  expect([refused.status, refused.text.includes('Try again after')]).toEqual([429, true]);
  expect(double.codesSent).toHaveLength(codeLimits.account.most);
});

test('a right code of somebody who works here no more opens nothing', async () => {
  const { double, browser } = await asking(['candidate']);
  const attempt = attemptIn((await browser.post('/sign-in/code', { who: '@olga' })).text);
  expect((await browser.post('/sign-in/code/check', { attempt, code: '012345' })).status).toBe(422);
  expect(double.sessions.size).toBe(0);
});

test('another site can neither ask for codes nor try them', async () => {
  const { double, browser } = await asking();
  expect((await browser.post('/sign-in/code', { who: '@olga' }, 'cross-site')).status).toBe(403);
  expect((await browser.post('/sign-in/code/check', { attempt: 'x', code: '1' }, 'cross-site')).status).toBe(
    403,
  );
  expect(double.codesSent).toEqual([]);
});
