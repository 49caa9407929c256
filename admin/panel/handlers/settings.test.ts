import { expect, test } from 'vitest';
import { type CompanyEvents, companyEventDefaults } from '../../../core/events/company.ts';
import type { DeskHours } from '../../../core/time/desk-hours.ts';
import type { QuietHours } from '../../../core/time/staff-hours.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';

async function atSettings() {
  const double = new PanelDouble();
  const stored: { rev: number; values: CompanyEvents; quiet: QuietHours | null; desk: DeskHours | null } = {
    rev: 3,
    values: companyEventDefaults,
    quiet: null,
    desk: null,
  };
  double.settings = {
    read: async () => ({ ...stored }),
    write: async (_company, rev, saved) => {
      if (rev !== stored.rev) return false;
      Object.assign(stored, { rev: rev + 1, ...saved });
      return true;
    },
  };
  const browser = await opened(double);
  return { double, stored, browser, form_token: signedIn(double, browser, 'admin') };
}
const form = {
  contact: '@hr_anna',
  place: 'Office',
  address: '',
  map: '',
  cutoff: '60',
  hold: '5',
  same_day: '',
  day_before: '',
  before: '',
};

test('settings are saved, written down from what to what, and shown again', async () => {
  const { double, stored, browser, form_token } = await atSettings();
  expect((await browser.post('/settings', { ...form, form_token, rev: '3' })).to).toBe('/settings');
  expect(stored).toMatchObject({ rev: 4, values: { contact: '@hr_anna', cutoff_minutes: 60 } });
  expect(double.acts).toMatchObject([{ what: 'settings.changed', target: 'default' }]);
  const page = await browser.get('/settings');
  expect(page.text).toContain('value="@hr_anna"');
  expect(page.text).toMatch(/name="same_day"[^>]*value="11:00"|value="11:00"[^>]*name="same_day"/);
});

test('what is wrong stands at its field, what was typed stays, nothing is saved', async () => {
  const { stored, browser, form_token } = await atSettings();
  const wrong = { ...form, contact: '<call me>', cutoff: 'soon', form_token, rev: '3' };
  const { status, text } = await browser.post('/settings', wrong);
  expect(status).toBe(422);
  expect(text).toMatch(/id="contact-fault"[\s\S]*id="cutoff-fault"/);
  expect(text).toContain('value="&lt;call me>"');
  expect(stored.rev).toBe(3);
});

test('quiet hours are both times or none', async () => {
  const { stored, browser, form_token } = await atSettings();
  const half = await browser.post('/settings', { ...form, quiet_from: '21:00', form_token, rev: '3' });
  expect([half.status, half.text.includes('id="quiet_to-fault"')]).toEqual([422, true]);
  await browser.post('/settings', { ...form, quiet_from: '21:00', quiet_to: '9:00', form_token, rev: '3' });
  expect(stored).toMatchObject({ rev: 4, quiet: { from: '21:00', to: '09:00' } });
  expect((await browser.get('/settings')).text).toContain('value="09:00"');
});

test('two admins at the same settings: the second learns of the first, and loses nothing typed', async () => {
  const { double, stored, browser, form_token } = await atSettings();
  await browser.post('/settings', { ...form, form_token, rev: '3' });
  const late = await browser.post('/settings', { ...form, contact: '@hr_olga', form_token, rev: '3' });
  expect([late.status, late.text.includes('somebody else saved them')]).toEqual([409, true]);
  expect(late.text).toContain('value="@hr_olga"');
  expect(late.text).toContain('name="rev" value="4"');
  expect(stored.values.contact).toBe('@hr_anna');
  expect(double.acts).toHaveLength(1);
});

test('the form of a new event begins with what the company set', async () => {
  const { browser, form_token } = await atSettings();
  await browser.post('/settings', { ...form, form_token, rev: '3' });
  const { text } = await browser.get('/events/new');
  expect(text).toContain('value="@hr_anna"');
  expect(text).toContain('value="60"');
});

test('hours of the conversations are both times and their days, or none', async () => {
  const { stored, browser, form_token } = await atSettings();
  const typed = { ...form, desk_from: '19:00', desk_to: '10:00', desk_days: 'mon_fri', form_token, rev: '3' };
  const wrong = await browser.post('/settings', typed);
  expect([wrong.status, wrong.text.includes('id="desk_to-fault"')]).toEqual([422, true]);
  expect(wrong.text).toMatch(/value="mon_fri"[^>]*selected/);
  await browser.post('/settings', { ...typed, desk_from: '10:00', desk_to: '19:00' });
  expect(stored.desk).toEqual({ from: '10:00', to: '19:00', days: 'mon_fri' });
});
