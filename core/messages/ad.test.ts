import { expect, test } from 'vitest';
import type { Ad } from '../notify/ads.ts';
import { adBlock, adToSend, withAd } from './ad.ts';

const now = 1_000;
const ad: Ad = { content_tg: '<b>Sale</b> & more', content_html: null, active: true, valid_until: null };
const told = { html: '<b>Booked</b>' };

test('an advertisement stands below the message, apart from it, as Telegram takes it', () => {
  expect(withAd(told, adBlock(ad, 'telegram', now)).html).toBe('<b>Booked</b>\n\n<b>Sale</b> &amp; more');
  expect(withAd(told, null)).toEqual(told);
});

test.each<[string, Partial<Ad>, boolean]>([
  ['without an end', {}, true],
  ['in its last instant', { valid_until: now }, true],
  ['past its end', { valid_until: now - 1 }, false],
  ['switched off', { active: false }, false],
  ['switched off, and not over yet', { active: false, valid_until: now + 1 }, false],
  ['broken by whoever wrote it past us', { content_tg: '<b>Sale' }, false],
  ['with nothing in it', { content_tg: ' \n ' }, false],
])('an advertisement %s', (_what, changes, shown) => {
  expect(adBlock({ ...ad, ...changes }, 'telegram', now) !== null).toBe(shown);
});

test('people without Telegram see the text made for them, else the same', () => {
  expect(adBlock({ ...ad, content_html: '<i>Page</i>' }, 'web_push', now)?.html).toBe('<i>Page</i>');
  expect(adBlock({ ...ad, content_html: '<i>Page</i>' }, 'telegram', now)?.html).toContain('Sale');
  expect(adBlock(ad, 'web_push', now)?.html).toContain('Sale');
});

test('in quiet hours a message goes without: what it tells does not wait for an advertisement', () => {
  // 1,000 ms after the beginning of 1970 it is three in the morning in Moscow.
  const night = { from: '23:00', to: '08:00' };
  expect(adToSend(ad, 'telegram', now, night)).toBeNull();
  expect(adToSend(ad, 'telegram', now + 6 * 3_600_000, night)).not.toBeNull();
  expect(adToSend(ad, 'telegram', now, null)).toEqual(adBlock(ad, 'telegram', now));
});

test('what does not fit beside the message is left out, and the message never cut: tags and entities do not count', () => {
  const block = adBlock({ ...ad, content_tg: `<b>${'&amp;'.repeat(100)}</b>` }, 'telegram', now);
  const fits = { html: `<i>${'&lt;'.repeat(4_096 - 102)}</i>` };
  expect(withAd(fits, block).html).toBe(`${fits.html}\n\n<b>${'&amp;'.repeat(100)}</b>`);
  const full = { html: `${fits.html}x` };
  expect(withAd(full, block)).toEqual(full);
});
