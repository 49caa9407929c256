import { expect, test } from 'vitest';
import { companyEventDefaults } from '../../../core/events/company.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { StaffGroupShown } from '../ports/staff-group.ts';

async function atSettings(shown: StaffGroupShown) {
  const double = new PanelDouble();
  const at = { shown, tested: 0 };
  double.settings = { read: async () => ({ rev: 1, values: companyEventDefaults, quiet: null, desk: null }) };
  double.staffGroups = {
    read: async () => at.shown,
    makeCode: async () => 'K7M2QABCDEFG',
    test: async () => {
      at.tested += 1;
      return at.shown.connected !== null;
    },
    disconnect: async () => at.shown.connected?.title,
  };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const press = (what: string) => browser.post(`/settings/staff-group/${what}`, { form_token });
  return { double, at, browser, press };
}
const connected = { connected: { title: 'Desk <1>', by: 'Olga' }, lost: null };
const none = { connected: null, lost: null };

test('a code is shown once, as the command to type, and that it was made is written down without it', async () => {
  const { double, browser, press } = await atSettings(none);
  expect((await browser.get('/settings')).text).toContain('No group is connected.');
  expect((await press('code')).text).toContain('value="/desk K7M2QABCDEFG"');
  expect(double.acts).toMatchObject([{ what: 'group.secret_changed', target: 'default' }]);
  expect(JSON.stringify(double.acts)).not.toContain('K7M2Q');
});

test('a connected group is tested and let go; one that is not there any more is said so', async () => {
  const { double, at, browser, press } = await atSettings(connected);
  expect((await browser.get('/settings')).text).toContain('Connected: “Desk &lt;1>”');
  expect((await press('test')).to).toBe('/settings');
  expect(at.tested).toBe(1);
  await press('disconnect');
  expect(double.acts).toMatchObject([{ what: 'group.removed', title: 'Desk <1>' }]);
  at.shown = none;
  await press('disconnect');
  expect(double.acts).toHaveLength(1);
});

test('a group that ended by itself is shown with the reason', async () => {
  const { browser } = await atSettings({ connected: null, lost: { title: 'Desk', why: 'no_right' } });
  const { text } = await browser.get('/settings');
  expect(text).toContain('The group “Desk” was disconnected by itself:');
  expect(text).toContain('right to manage topics, or to delete messages, was taken');
});
