import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRulings } from '../../../adapters/mongo/notify/rulings.ts';
import { createPanelNotifications } from '../../../adapters/mongo/panel/notifications.ts';
import { createSettings } from '../../../adapters/mongo/settings.ts';
import { companyEventDefaults } from '../../../core/events/company.ts';
import type { Setting } from '../../../core/notify/settings.ts';
import { anEvent, type BookingWorld, openBookingWorld } from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('notify-settings');
});
afterAll(() => world.close());

const place = { event_type: 'booking_cancelled', recipient_role: 'client' } as const;
const cell = { place, channel: 'all' } as const;
const row = (enabled: boolean, ad_template_id: string | null = null): Setting => ({
  ...place,
  channel: 'all',
  enabled,
  ad_template_id,
});

test('of two who settle the same cell as they read it one does, and the other writes nothing', async () => {
  const desk = createPanelNotifications(world.db);
  const off = { ...cell, was: undefined, wanted: row(false) };
  const both = await Promise.all([desk.settle('acme', off), desk.settle('acme', off)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await desk.rows('acme')).toEqual([row(false)]);
  expect(await desk.rows('globex')).toEqual([]);

  const stale = { ...cell, was: row(true), wanted: undefined };
  expect(await desk.settle('acme', stale)).toBe(false);
  expect(await desk.settle('acme', { ...cell, was: row(false), wanted: row(true) })).toBe(true);
  expect(await desk.settle('acme', { ...cell, was: row(true), wanted: undefined })).toBe(true);
  expect(await desk.rows('acme')).toEqual([]);
});

test('a candidate’s message is ruled by the company of its event, as it is now; another company’s advertisement is none', async () => {
  const desk = createPanelNotifications(world.db);
  const rulings = createRulings(world.db);
  const event = await anEvent(world, { company_id: 'acme' });
  const asked = { news: 'booking_cancelled', role: 'client', way: 'telegram' } as const;
  const text = { name: 'Sale', content_tg: 'Open day', content_html: null, active: true };
  const until = '2026-12-31T20:59:59.999Z';
  const [ours, theirs] = [
    await desk.addAd('acme', { ...text, valid_until: until }),
    await desk.addAd('globex', { ...text, valid_until: null }),
  ];
  expect(await rulings.of(event, asked)).toEqual({ enabled: true, ad: null, quiet: null });
  await desk.settle('acme', { ...cell, was: undefined, wanted: row(false, ours.ad_template_id) });
  const { content_tg, content_html, active } = text;
  const ad = { content_tg, content_html, active, valid_until: Date.parse(until) };
  expect(await rulings.of(event, asked)).toEqual({ enabled: false, ad, quiet: null });
  const quiet = { from: '21:00', to: '09:00' };
  await createSettings(world.db).write('acme', 0, { values: companyEventDefaults, quiet, desk: null });
  expect(await rulings.of(event, asked)).toEqual({ enabled: false, ad, quiet });
  const foreign = row(true, theirs.ad_template_id);
  await desk.settle('acme', { ...cell, was: row(false, ours.ad_template_id), wanted: foreign });
  expect(await rulings.of(event, asked)).toMatchObject({ enabled: true, ad: null });
  expect((await desk.allAds('acme')).map(({ id }) => id)).toEqual([ours.ad_template_id]);
});
