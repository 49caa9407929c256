import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { callerOf } from '../../tests/support/api-caller.ts';
import { inviteToken, MeDouble, slotLine, visitToken } from '../../tests/support/me-double.ts';
import { Browser } from '../../tests/support/panel-browser.ts';
import { strictHeaders } from '../security/headers.ts';
import { formTokenOf } from '../security/sessions.ts';
import { createMe } from './router.tsx';
import { meRouteNames, meRoutes } from './routes.ts';

const form_token = formTokenOf(visitToken);
const key = '00000000-0000-4000-8000-000000000001';
const event = `/me/events/${'e'.repeat(24)}`;
const first = '1'.repeat(24);

/** A browser at the pages; `visiting`: it has opened the link. */
async function opened(double: MeDouble, visiting = true): Promise<Browser> {
  const app = express();
  app.use(strictHeaders, createMe({ ...double.deps, failed: () => ({ away: false }) }));
  const caller = await callerOf(app);
  onTestFinished(caller.close);
  const browser = new Browser(caller);
  if (visiting) browser.cookies.set('zapis_visit', visitToken);
  return browser;
}

const pathOf = (path: string) => path.replace(':event', 'e'.repeat(24)).replace(':slot', first);

test.each([
  ['whoever has opened no link', false, {}, 401],
  ['whoever was taken off the list', true, { allowed: false }, 403],
  ['whoever came to the bot since', true, { in_telegram: true }, 410],
] as const)(
  '%s is refused every page and form, and learns nothing',
  async (_who, visiting, person, status) => {
    const double = new MeDouble();
    double.person = { ...double.person, ...person };
    const browser = await opened(double, visiting);
    for (const name of meRouteNames.filter((one) => meRoutes[one].may === 'on_list')) {
      const { method, path } = meRoutes[name];
      const said =
        method === 'get'
          ? await browser.get(pathOf(path))
          : await browser.post(pathOf(path), { form_token, key, seen: '' });
      expect([name, said.status]).toEqual([name, status]);
      expect(said.text).not.toMatch(/Backend interview|Anna/);
    }
    expect(double.asked).toEqual([]);
  },
);

test('a form of another site, or of another visit, does nothing', async () => {
  const double = new MeDouble();
  const browser = await opened(double);
  const to = `${event}/times/${first}`;
  expect((await browser.post(to, { form_token, key, seen: '' }, 'cross-site')).status).toBe(403);
  const strange = formTokenOf('another');
  expect((await browser.post(to, { form_token: strange, key, seen: '' })).status).toBe(403);
  expect(double.asked).toEqual([]);
});

test('the link leads to a page whose address holds no token, and the browser keeps another', async () => {
  const double = new MeDouble();
  const browser = await opened(double, false);
  const said = await browser.get(`/me/open?i=${inviteToken}`);
  expect([said.status, said.to]).toEqual([303, '/me']);
  const kept = browser.cookies.get('zapis_visit') ?? '';
  expect(kept).toMatch(/^[\w-]{43}$/);
  expect(said.headers.get('set-cookie')).toMatch(/zapis_visit=.*Path=\/me;.*HttpOnly.*SameSite=Lax/);
  expect(said.headers.get('referrer-policy')).toBe('same-origin');
  expect(said.headers.get('cache-control')).toBe('no-store');
});

test('a link nobody made is told nothing, and whoever goes on guessing is slowed', async () => {
  const double = new MeDouble();
  const browser = await opened(double, false);
  expect((await browser.get('/me/open?i=short')).status).toBe(404);
  expect((await browser.get('/me/open?i[$ne]=x')).status).toBe(404);
  double.guesses = 30;
  expect((await browser.get(`/me/open?i=${'x'.repeat(32)}`)).status).toBe(429);
});

test('a link that has bound an account leads to Telegram', async () => {
  const double = new MeDouble();
  double.person = { ...double.person, in_telegram: true };
  const said = await (await opened(double, false)).get(`/me/open?i=${inviteToken}`);
  expect(said.status).toBe(410);
  expect(said.text).toContain('https://t.me/zapis_bot');
});

test('what is confirmed goes to the workflow with what was seen, and its form’s key', async () => {
  const double = new MeDouble();
  double.answer = { ok: false, reason: 'slot_taken', booking: null };
  const browser = await opened(double);
  const page = await browser.get(`${event}/times/${first}`);
  expect(page.text).toContain('Book this time?');
  const { starts_at } = slotLine('1', 24);
  const said = await browser.post(`${event}/times/${first}`, {
    form_token,
    key,
    seen: '',
    starts_at: String(starts_at),
  });
  expect(double.asked).toEqual([
    [
      'book',
      expect.objectContaining({
        key: `web:${key}`,
        slot_id: first,
        starts_at,
        seen: null,
        initiated_by: { user_id: double.person.user_id, role: 'candidate', channel: 'web' },
      }),
    ],
  ]);
  expect(said.to).toBe(`${event}/times`);
  expect((await browser.get(said.to ?? '')).text).toContain('Sorry, this slot is no longer available.');
});

test('a page that shows a booked time moves it, and one that is outdated shows the newest', async () => {
  const double = new MeDouble();
  double.book();
  double.answer = { ok: false, reason: 'outdated', booking: null };
  const browser = await opened(double);
  const { starts_at } = slotLine('1', 24);
  const seen = `${first}@${starts_at}`;
  expect((await browser.get(`${event}/times/${'2'.repeat(24)}`)).text).toContain(`value="${seen}"`);
  const said = await browser.post(`${event}/times/${'2'.repeat(24)}`, { form_token, key, seen });
  expect(double.asked[0]).toMatchObject(['move', { seen: { slot_id: first, starts_at } }]);
  expect(said.to).toBe(event);
  expect((await browser.get(event)).text).toContain('The page was outdated');
});

test.each(['', 'garbage', '{"$ne":1}', `${'z'.repeat(24)}@1`])(
  'a cancellation that has not seen a time cancels nothing: %j',
  async (seen) => {
    const double = new MeDouble();
    double.book();
    const said = await (await opened(double)).post(`${event}/cancel`, { form_token, key, seen });
    expect([said.to, double.asked]).toEqual([event, []]);
  },
);

test('an outcome nobody knows yet is asked for again with the same key', async () => {
  const double = new MeDouble();
  double.book();
  double.answer = { ok: false, reason: 'outcome_unknown' };
  const seen = `${first}@${slotLine('1', 24).starts_at}`;
  const said = await (await opened(double)).post(`${event}/cancel`, { form_token, key, seen, reason: 'ill' });
  expect(said.status).toBe(503);
  for (const kept of [key, seen, 'ill']) expect(said.text).toContain(`value="${kept}"`);
});

test('nobody else’s event is there', async () => {
  const browser = await opened(new MeDouble());
  for (const strange of ['f'.repeat(24), 'x', '%00'])
    expect((await browser.get(`/me/events/${strange}`)).status).toBe(404);
  expect((await browser.get('/me/nothing')).status).toBe(404);
});

test('what people typed is shown as text', async () => {
  expect((await (await opened(new MeDouble())).get(event)).text).toContain('Bring your &lt;questions>');
});

test('the booked time can be taken along as a calendar file', async () => {
  const double = new MeDouble();
  double.book();
  const said = await (await opened(double)).get(`${event}/calendar.ics`);
  expect(said.headers.get('content-type')).toContain('text/calendar');
  expect(said.text).toContain('DTSTART:20261125T090000Z');
});

test('a browser subscribes at a push service and nowhere else', async () => {
  const double = new MeDouble();
  const browser = await opened(double);
  const keys = { p256dh: `B${'x'.repeat(86)}`, auth: 'a'.repeat(22) };
  const subscribe = (endpoint: string) =>
    browser.post('/me/push', { form_token, subscription: JSON.stringify({ endpoint, keys }) });
  const service = 'https://fcm.googleapis.com/fcm/send/abc';
  expect((await subscribe(service)).status).toBe(204);
  expect([...double.browsers]).toEqual([[service, double.person.user_id]]);
  for (const inside of ['http://169.254.169.254/', 'https://127.0.0.1/x', 'https://evil.example/x'])
    expect((await subscribe(inside)).body).toEqual({ fault: 'host_not_allowed' });
  expect(double.browsers.size).toBe(1);
  expect((await browser.post('/me/push/end', { form_token, endpoint: service })).status).toBe(204);
  expect(double.browsers.size).toBe(0);
});

test('the program that shows messages is served where it may look after these pages only', async () => {
  const said = await (await opened(new MeDouble(), false)).get('/me/push-worker.js');
  expect(said.headers.get('content-type')).toContain('text/javascript');
  expect(said.headers.get('service-worker-allowed')).toBe(null);
});

test('the program behind the pages learns in one answer what it needs to subscribe anew; what it had is forgotten', async () => {
  const double = new MeDouble();
  const browser = await opened(double);
  const old = 'https://fcm.googleapis.com/fcm/send/old';
  double.browsers.set(old, double.person.user_id);
  const { body } = await browser.get('/me/push/key');
  const given = body as { readonly key: string; readonly form_token: string };
  expect(given.key).toBe(double.deps.pushKey);
  const keys = { p256dh: `B${'x'.repeat(86)}`, auth: 'a'.repeat(22) };
  const anew = (endpoint: string, form_token: string) =>
    browser.post('/me/push', {
      form_token,
      before: old,
      subscription: JSON.stringify({ endpoint, keys }),
    });
  expect((await anew('https://fcm.googleapis.com/fcm/send/new', 'made up')).status).toBe(403);
  expect((await anew('https://evil.example/new', given.form_token)).body).toEqual({
    fault: 'host_not_allowed',
  });
  expect([...double.browsers.keys()]).toEqual([old]);
  expect((await anew('https://fcm.googleapis.com/fcm/send/new', given.form_token)).status).toBe(204);
  expect([...double.browsers.keys()]).toEqual(['https://fcm.googleapis.com/fcm/send/new']);
});

test('back from having booked a time, its page leads to the booking', async () => {
  const double = new MeDouble();
  double.book();
  const browser = await opened(double);
  expect((await browser.get(`${event}/times/${first}`)).to).toBe(event);
  expect((await browser.get(event)).text).not.toContain('class="flash');
});

test('back from having cancelled, or signed out, nothing is called outdated or broken', async () => {
  const browser = await opened(new MeDouble());
  const said = await browser.get(`${event}/cancel`);
  expect(said.to).toBe(event);
  expect((await browser.get(event)).text).not.toContain('class="flash');
  expect((await browser.post('/me/leave', { form_token })).text).toContain('Your bookings stand.');
  expect(browser.cookies.has('zapis_visit')).toBe(false);
  expect((await browser.get('/me')).text).toContain('Open the link you were sent once more');
});

test('what staff changed is said with what it was before', async () => {
  const double = new MeDouble();
  double.book();
  const browser = await opened(double);
  expect((await browser.get(event)).text).not.toContain('The organisers changed');
  const { booking } = double.invitation;
  if (!booking) throw new Error('they are booked');
  const was = { starts_at: slotLine('2', 48).starts_at, location: 'Office B', audience: '7' };
  double.invitation = { ...double.invitation, booking: { ...booking, was } };
  expect((await browser.get(event)).text).toMatch(/It was: Thu 26 November, 12:00 MSK, .*Office B, room 7/);
});

test('a phone that keeps the pages on its home screen finds their name, their way in and its icons', async () => {
  const browser = await opened(new MeDouble());
  const page = await browser.get('/me');
  expect(page.text).toContain('<link rel="manifest" href="/me/app.webmanifest"');
  expect(page.text).toContain('<link rel="apple-touch-icon" href="/me/icon-180.png"');
  const said = await browser.get('/me/app.webmanifest');
  expect(said.headers.get('content-type')).toContain('application/manifest+json');
  const app = said.body as { readonly icons: readonly { readonly src: string; readonly type: string }[] };
  expect(app).toMatchObject({ start_url: '/me', scope: '/me', display: 'standalone' });
  for (const { src, type } of [...app.icons, { src: '/me/icon-180.png', type: 'image/png' }]) {
    const icon = await browser.get(src);
    expect([src, icon.status, icon.headers.get('content-type')?.split(';')[0]]).toEqual([src, 200, type]);
  }
});

test('who is on the list or was takes a copy of their data along', async () => {
  const double = new MeDouble();
  double.person = { ...double.person, allowed: false };
  const browser = await opened(double);
  expect((await browser.get('/me/data')).text).toContain('Delete my data');
  const said = await browser.get('/me/data/copy');
  expect(said.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
  expect(said.body).toEqual({ person: { id: double.person.user_id, name: 'Anna' } });
});

test('nothing is deleted by looking; who is booked is told to cancel first, who is erased is signed out', async () => {
  const double = new MeDouble();
  const browser = await opened(double);
  expect((await browser.get('/me/data/erase')).text).toContain('deleted for good');
  double.erasing = 'booked';
  const refused = await browser.post('/me/data/erase', { form_token });
  expect([refused.status, browser.cookies.has('zapis_visit')]).toEqual([409, true]);
  expect(refused.text).toContain('You have a booking');
  double.erasing = 'erased';
  const done = await browser.post('/me/data/erase', { form_token });
  expect(done.text).toContain('Your data is deleted');
  expect(done.text).not.toContain('Sign out');
  expect(browser.cookies.has('zapis_visit')).toBe(false);
});

test.each([
  [event, event],
  ['/me/open', '/me'],
  ['https://evil.example/', '/me'],
  ['//evil.example', '/me'],
  ['/me/../candidates', '/me'],
])('from %s a change of the language leads to %s', async (from, to) => {
  const browser = await opened(new MeDouble());
  expect((await browser.post('/me/language', { form_token, lang: 'ru', from })).to).toBe(to);
});

test('the language changes at once, and is remembered with the person', async () => {
  const double = new MeDouble();
  const browser = await opened(double);
  expect((await browser.post('/me/language', { form_token, lang: 'ru' })).to).toBe('/me');
  expect((await browser.get('/me')).text).toContain('Ваши собеседования');
  expect(double.person.lang).toBe('ru');
});

test('what an interviewer proposed leads to the question a move always asks; keeping the time is one act of its own', async () => {
  const double = new MeDouble();
  double.book();
  const { booking } = double.invitation;
  if (!booking) throw new Error('nothing is booked');
  double.invitation = { ...double.invitation, booking: { ...booking, proposed: [slotLine('2', 48)] } };
  double.answer = { ok: true, booking: {} as never };
  const browser = await opened(double);
  const page = await browser.get(event);
  expect(page.text).toContain('Your interviewer asks whether another time would suit you.');
  expect(page.text).toContain(`href="${event}/times/${'2'.repeat(24)}"`);
  const seen = `${first}@${slotLine('1', 24).starts_at}`;
  const kept = await browser.post(`${event}/keep`, { form_token, key, seen });
  expect([kept.status, kept.to]).toEqual([303, event]);
  expect((await browser.get(event)).text).toContain('You keep your time.');
  // A form that shows nothing booked asks for nothing.
  await browser.post(`${event}/keep`, { form_token, key, seen: '' });
  expect(double.asked).toEqual([
    [
      'keep',
      {
        key: `web:${key}`,
        trace_id: expect.any(String),
        initiated_by: { user_id: double.person.user_id, role: 'candidate', channel: 'web' },
        seen: { slot_id: first, starts_at: slotLine('1', 24).starts_at },
      },
    ],
  ]);
});

test('where nothing is proposed nothing is asked', async () => {
  const double = new MeDouble();
  double.book();
  expect((await (await opened(double)).get(event)).text).not.toContain('Keep my time');
});

test('below a booking stands the advertisement of its kind of message, as text and the few tags there are, while it is valid', async () => {
  const double = new MeDouble();
  const ad = {
    content_tg: 'for Telegram',
    content_html: '<b>Open day</b>\n<a href="https://example.org/?a=1&amp;b=2">Come</a> &lt;script&gt;',
    active: true,
    valid_until: double.now,
  };
  double.ads.set('booking_created', ad);
  const browser = await opened(double);
  const aside = async () =>
    /<aside[^>]*>(.*?)<\/aside>/s.exec((await browser.get(event)).text)?.[1] ?? 'nothing';
  // Not before there is something to stand under.
  expect(await aside()).toBe('nothing');
  double.book();
  expect(await aside()).toBe(
    '<b>Open day</b>\n<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener" target="_blank">Come</a> &lt;script>',
  );
  double.ads.set('booking_created', { ...ad, content_html: null });
  expect(await aside()).toBe('for Telegram');
  const shownOf = async (content_html: string) => {
    double.ads.set('booking_created', { ...ad, content_html });
    return aside();
  };
  // What is not of those tags was never saved; if it is there all the same, nothing is shown.
  for (const content_html of ['<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>', ''])
    expect([content_html, await shownOf(content_html)]).toEqual([content_html, 'nothing']);
  double.ads.set('booking_created', { ...ad, valid_until: double.now - 1 });
  expect(await aside()).toBe('nothing');
  double.ads.set('booking_created', { ...ad, active: false });
  expect(await aside()).toBe('nothing');
  double.ads.set('booking_created', ad);
  const { booking } = double.invitation;
  double.invitation = { ...double.invitation, booking: booking && { ...booking, state: 'past' } };
  expect(await aside()).toBe('nothing');
});
