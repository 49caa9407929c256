import { expect, test } from 'vitest';
import { cellOf, places, rowFor } from './matrix.ts';
import { rulingOf, type Setting } from './settings.ts';
import { notifyChannels } from './words.ts';

const cancelled = { event_type: 'booking_cancelled', recipient_role: 'admin' } as const;
const confirmed = { event_type: 'booking_created', recipient_role: 'client' } as const;

test('fifteen kinds of message to somebody can be settled, and nothing that nobody is told', () => {
  expect(places).toHaveLength(15);
  expect(places).not.toContainEqual({ event_type: 'booking_reminder', recipient_role: 'admin' });
});

test('what is chosen for a cell is what is read of it again, and what is so anyway needs no row', () => {
  for (const place of places)
    for (const channel of notifyChannels)
      for (const state of ['on', 'off'] as const) {
        const row = rowFor(place, channel, { state, ad: 'a'.repeat(24) });
        const kept = place.recipient_role === 'client' && /created|reminder/.test(place.event_type);
        expect(cellOf(row ? [row] : [], place, channel)).toEqual({
          state: kept ? 'on' : state,
          ad: 'a'.repeat(24),
        });
      }
  expect(rowFor(cancelled, 'all', { state: 'on', ad: null })).toBeUndefined();
  expect(rowFor(cancelled, 'telegram', { state: 'general', ad: null })).toBeUndefined();
  expect(rowFor(confirmed, 'all', { state: 'off', ad: null })).toBeUndefined();
});

const row = (channel: Setting['channel'], enabled: boolean): Setting => ({
  ...cancelled,
  channel,
  enabled,
  ad_template_id: null,
});

// What the page says of a cell is what a message does.
test.each<[string, readonly Setting[], boolean, boolean]>([
  ['nothing settled', [], true, true],
  ['off for all', [row('all', false)], false, false],
  ['off for all, on for Telegram', [row('all', false), row('telegram', true)], true, false],
  ['off for Telegram', [row('telegram', false)], false, true],
  ['on for all, off for the browser', [row('all', true), row('web_push', false)], true, false],
  ['off for both by name', [row('telegram', false), row('web_push', false)], false, false],
])('%s', (_what, rows, telegram, browser) => {
  const way = (channel: 'telegram' | 'web_push') => {
    const { state } = cellOf(rows, cancelled, channel);
    return (state === 'general' ? cellOf(rows, cancelled, 'all').state : state) === 'on';
  };
  expect([way('telegram'), way('web_push')]).toEqual([telegram, browser]);
  for (const channel of ['telegram', 'web_push'] as const)
    expect(rulingOf(rows, { news: 'booking_cancelled', role: 'admin', way: channel }).enabled).toBe(
      way(channel),
    );
});
