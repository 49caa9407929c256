import { expect, test } from 'vitest';
import type { Setting } from '../../../core/notify/settings.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { AdRow, PanelNotifications } from '../ports/notifications.ts';

const sale: AdRow = {
  id: 'a'.repeat(24),
  name: 'Sale',
  content_tg: '<b>Open day</b>',
  content_html: null,
  active: true,
  valid_until: null,
  rev: 1,
};

async function atNotifications(played: Partial<PanelNotifications> = {}) {
  const double = new PanelDouble();
  let rows: readonly Setting[] = [];
  const ads: AdRow[] = [sale];
  const absent = () => Promise.reject(new Error('not played'));
  const notifications: PanelNotifications = {
    rows: async () => rows,
    allAds: async () => ads,
    async settle(_company, { was, wanted }) {
      rows = [...rows.filter((row) => row !== was), ...(wanted ? [wanted] : [])];
      return true;
    },
    addAd: absent,
    changeAd: absent,
    removeAd: absent,
    ...played,
  };
  double.plays = { notifications };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const post = (path: string, form: Record<string, string>) => browser.post(path, { form_token, ...form });
  return {
    double,
    ads,
    browser,
    post,
    rows: () => rows,
    put: (next: readonly Setting[]) => void (rows = next),
  };
}
const cell = 'booking_cancelled.admin';
const off: Setting = {
  event_type: 'booking_cancelled',
  recipient_role: 'admin',
  channel: 'all',
  enabled: false,
  ad_template_id: null,
};

test('what is switched off, and the advertisement of a channel, is saved as rows and written down; the rest stays without', async () => {
  const at = await atNotifications();
  const saved = await at.post('/notifications', {
    [`state.${cell}.all`]: 'off',
    [`state.${cell}.telegram`]: 'on',
    [`ad.${cell}.telegram`]: sale.id,
    'state.booking_created.client.all': 'off',
  });
  expect(saved.to).toBe('/notifications');
  expect(at.rows()).toEqual([off, { ...off, channel: 'telegram', enabled: true, ad_template_id: sale.id }]);
  expect(at.double.acts).toMatchObject([
    {
      what: 'notification.changed',
      before: { [`${cell}.all`]: 'on', [`${cell}.telegram`]: 'general' },
      after: { [`${cell}.all`]: 'off', [`${cell}.telegram`]: 'on · Sale' },
    },
  ]);
  expect((await at.browser.get('/notifications')).text).toContain('Saved, and in effect already');
  await at.post('/notifications', { [`state.${cell}.all`]: 'on', [`seen_state.${cell}.all`]: 'off' });
  expect(at.rows().map(({ channel }) => channel)).toEqual(['telegram']);
});

test('a candidate’s own confirmation and reminder say why they have no switch', async () => {
  const { browser } = await atNotifications();
  const { text } = await browser.get('/notifications');
  expect(text).not.toContain('name="state.booking_created.client.all"');
  expect(text).not.toContain('name="state.booking_reminder.client.telegram" value="off"');
  expect(text.match(/it cannot be switched off/g)).toHaveLength(2);
});

test('an advertisement for a channel that goes with the general row is asked about; what was chosen stays', async () => {
  const at = await atNotifications();
  const wrong = await at.post('/notifications', { [`ad.${cell}.web_push`]: sale.id });
  expect([wrong.status, wrong.text.includes('choose “Tell” or “Do not tell”')]).toEqual([422, true]);
  expect(wrong.text).toMatch(new RegExp(`name="ad.${cell}.web_push"[^]*?value="${sale.id}" selected`));
  const unknown = await at.post('/notifications', { [`ad.${cell}.all`]: 'f'.repeat(24) });
  expect([unknown.status, unknown.text.includes('no longer there')]).toEqual([422, true]);
  expect(at.rows()).toEqual([]);
});

test('of two who settle the same cell the second sees what the first made of it; of another cell both are kept', async () => {
  const at = await atNotifications();
  at.put([off]);
  const late = await at.post('/notifications', {
    [`seen_state.${cell}.all`]: 'on',
    [`state.${cell}.all`]: 'on',
    'seen_state.slot_changed.specialist.all': 'on',
    'state.slot_changed.specialist.all': 'off',
  });
  // The first was not touched here: theirs is named, and nothing is overwritten unseen.
  expect([late.status, at.rows()]).toEqual([409, [off]]);
  expect(late.text).toContain('Do not tell');
  const again = await at.post('/notifications', { 'state.slot_changed.specialist.all': 'off' });
  expect([again.to, at.rows().length]).toEqual(['/notifications', 2]);
});

test('a row that changes between the look and the writing is not overwritten', async () => {
  const at = await atNotifications({ settle: async () => false });
  const answered = await at.post('/notifications', { [`state.${cell}.all`]: 'off' });
  expect([answered.status, at.double.acts]).toEqual([409, []]);
});

test('the preview shows the real message in the language asked for, without what stands under it and with it', async () => {
  const at = await atNotifications();
  at.put([{ ...off, enabled: false, ad_template_id: sale.id }]);
  const { text } = await at.browser.get('/notifications/preview?type=booking_cancelled&role=admin&lang=ru');
  expect(text).toContain('отменена');
  expect(text).toContain('With the advertisement: Sale');
  expect(text.match(/<b>Open day<\/b>/g)).toHaveLength(1);
  expect(text).toContain('switched off now');
  const none = await at.browser.get('/notifications/preview?type=booking_reminder&role=admin');
  expect(none.text).toContain('not told of this');
});

test('an advertisement that Telegram would refuse is refused in the words of a broadcast, and nothing typed is lost', async () => {
  const { post } = await atNotifications();
  const form = { name: 'Ad', content_tg: 'one\ntwo <b>three', content_html: '', until: '', active: 'yes' };
  const broken = await post('/notifications/ads/new', form);
  expect([broken.status, broken.text.includes('two &lt;b>three')]).toEqual([422, true]);
  expect(broken.text).toMatch(/id="content_tg-fault">[^<]*(?:2)[^<]*5/);
  const long = await post('/notifications/ads/new', { ...form, content_tg: 'x'.repeat(4_097), name: '' });
  expect(long.text).toMatch(/id="name-fault"[^]*4097/);
  const html = await post('/notifications/ads/new', { ...form, content_tg: 'x', content_html: '<h1>x</h1>' });
  expect([html.status, html.text.includes('id="content_html-fault"')]).toEqual([422, true]);
});

test('one that is added lasts to the end of its last day in Moscow', async () => {
  const made: unknown[] = [];
  const at = await atNotifications({
    addAd: async (_company, wanted) => {
      made.push(wanted);
      return { ...wanted, ad_template_id: sale.id, rev: 1 };
    },
  });
  const form = {
    name: ' Open  day ',
    content_tg: 'a\r\nb',
    content_html: ' ',
    until: '2026-12-31',
    active: 'yes',
  };
  expect((await at.post('/notifications/ads/new', form)).to).toBe('/notifications');
  expect(made).toEqual([
    {
      name: 'Open day',
      content_tg: 'a\nb',
      content_html: null,
      active: true,
      valid_until: '2026-12-31T20:59:59.999Z',
    },
  ]);
  expect(at.double.acts).toMatchObject([{ what: 'ad.created', title: 'Open day' }]);
});

test('removing asks once, and says where it stands', async () => {
  const removed: string[] = [];
  const at = await atNotifications({
    removeAd: async (_company, ad) => {
      removed.push(ad);
      return true;
    },
  });
  at.put([{ ...off, ad_template_id: sale.id }]);
  const asked = await at.browser.get(`/notifications/ads/${sale.id}/remove`);
  expect(asked.text).toContain('Booking cancelled · Coordinator · All channels');
  expect(removed).toEqual([]);
  expect((await at.post(`/notifications/ads/${sale.id}/remove`, {})).to).toBe('/notifications');
  expect([removed, at.double.acts[0]?.what]).toEqual([[sale.id], 'ad.removed']);
  expect((await at.post(`/notifications/ads/${'f'.repeat(24)}/remove`, {})).status).toBe(404);
});

test('of two who change one advertisement the second learns of the first, and loses nothing typed', async () => {
  const at = await atNotifications({
    changeAd: async (_company, id, { seen_rev, valid_until: _until, ...edit }) => {
      const ad = at.ads.find((one) => one.id === id);
      if (!ad || ad.rev !== (seen_rev ?? ad.rev)) return ad && 'changed_meanwhile';
      const next = { ...ad, ...(edit as Partial<AdRow>), rev: ad.rev + 1 };
      at.ads.splice(0, 1, next);
      return { ...next, ad_template_id: id, valid_until: null };
    },
  });
  const path = `/notifications/ads/${sale.id}`;
  const form = { name: 'Sale', content_tg: sale.content_tg, content_html: '', until: '', active: 'yes' };
  const seen = Object.fromEntries(Object.entries(form).map(([name, value]) => [`seen_${name}`, value]));
  expect((await at.post(path, { ...seen, ...form, content_tg: 'First' })).to).toBe('/notifications');
  const late = await at.post(path, { ...seen, ...form, content_tg: 'Second' });
  expect([late.status, late.text.includes('Second'), at.ads[0]?.content_tg]).toEqual([409, true, 'First']);
  expect((await at.post(`${path}/switch`, { active: 'no' })).to).toBe('/notifications');
  expect(at.ads[0]).toMatchObject({ active: false, content_tg: 'First' });
});
