import { expect, test } from 'vitest';
import { rulingOf, type Setting } from './settings.ts';

const row = (changes: Partial<Setting>): Setting => ({
  event_type: 'booking_cancelled',
  recipient_role: 'admin',
  channel: 'all',
  enabled: true,
  ad_template_id: null,
  ...changes,
});
const cancelled = { news: 'booking_cancelled', role: 'admin', way: 'telegram' } as const;

test('without a row everybody is told, but for the end of an interview, which is the admins’', () => {
  expect(rulingOf([], cancelled).enabled).toBe(true);
  expect(rulingOf([], { news: 'booking_done', role: 'admin', way: 'telegram' }).enabled).toBe(true);
  expect(rulingOf([], { news: 'booking_done', role: 'specialist', way: 'telegram' }).enabled).toBe(false);
});

test('the row of a channel wins over the one for all, whichever is read first', () => {
  const rows = [row({ enabled: false }), row({ channel: 'telegram', enabled: true })];
  for (const list of [rows, rows.toReversed()]) {
    expect(rulingOf(list, cancelled).enabled).toBe(true);
    expect(rulingOf(list, { ...cancelled, way: 'web_push' }).enabled).toBe(false);
  }
});

test('a row of another type or role says nothing about this one', () => {
  const others = [
    row({ event_type: 'booking_created', enabled: false }),
    row({ recipient_role: 'client', enabled: false }),
  ];
  expect(rulingOf(others, cancelled).enabled).toBe(true);
});

test('a candidate’s own confirmation and reminder cannot be switched off', () => {
  for (const news of ['booking_created', 'booking_reminder'] as const) {
    const rows = [row({ event_type: news, recipient_role: 'client', enabled: false, ad_template_id: 'ad' })];
    expect(rulingOf(rows, { news, role: 'client', way: 'web_push' })).toEqual({
      enabled: true,
      ad_template_id: 'ad',
    });
  }
});

test('a time that was given up is to staff what a cancellation is', () => {
  expect(rulingOf([row({ enabled: false })], { ...cancelled, news: 'booking_unbooked' }).enabled).toBe(false);
});
