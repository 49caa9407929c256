import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMessagingReader } from '../../../adapters/mongo/messages/reader.ts';
import { createPersonEvents } from '../../../adapters/mongo/people/events.ts';
import { createSettings } from '../../../adapters/mongo/settings.ts';
import { companyEventDefaults } from '../../../core/events/company.ts';
import { anEvent, type BookingWorld, oidOf, openBookingWorld, someone } from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('settings');
});
afterAll(() => world.close());

const office = { name: 'Office A', address: 'Lesnaya 7', map_url: null, online_url: null };
const own = {
  ...companyEventDefaults,
  place: office,
  contact: '@hr_anna',
  cutoff_minutes: 45,
  reminders: ['day before 18:00'],
};

test('a new event begins with what its company set; one that is there stays as it is', async () => {
  const settings = createSettings(world.db);
  const before = await anEvent(world);
  expect(await settings.write('default', 0, { values: own, quiet: null, desk: null })).toBe(true);
  const event = await world.rows.events.findOne({ _id: oidOf(await anEvent(world)) });
  expect(event).toMatchObject({ place: office, cutoff_minutes: 45, reminders: ['day before 18:00'] });
  expect(await world.rows.events.findOne({ _id: oidOf(before) })).toMatchObject({ cutoff_minutes: 120 });
  const spoken = await anEvent(world, { cutoff_minutes: 10, place: { ...office, name: 'Elsewhere' } });
  expect(await world.rows.events.findOne({ _id: oidOf(spoken) })).toMatchObject({
    cutoff_minutes: 10,
    place: { name: 'Elsewhere' },
  });
  const others = await anEvent(world, { company_id: 'other' });
  expect(await world.rows.events.findOne({ _id: oidOf(others) })).toMatchObject({ cutoff_minutes: 120 });
});

test('a candidate of an event without a contact is shown the company’s, everywhere', async () => {
  const user = await someone(world);
  const [silent, spoken] = [
    await anEvent(world, { contact: null }),
    await anEvent(world, { contact: '@boss' }),
  ];
  const events = createPersonEvents(world.db, async () => world.clock.now);
  const messages = createMessagingReader(world.db);
  for (const [event, contact] of [
    [silent, '@hr_anna'],
    [spoken, '@boss'],
  ] as const) {
    expect(await events.contact(user, event)).toMatchObject({ contact });
    expect(await messages.event(event)).toMatchObject({ contact });
  }
});

test('of two who save what they read at the same time exactly one does', async () => {
  const settings = createSettings(world.db);
  const { rev } = await settings.read('default');
  const both = await Promise.all(
    [1, 2].map((hold) =>
      settings.write('default', rev, { values: { ...own, hold_minutes: hold }, quiet: null, desk: null }),
    ),
  );
  expect(both.filter(Boolean)).toHaveLength(1);
  const first = await Promise.all(
    [1, 2].map(() => settings.write('new', 0, { values: own, quiet: null, desk: null })),
  );
  expect(first.filter(Boolean)).toHaveLength(1);
  expect((await settings.read('new')).rev).toBe(1);
});
