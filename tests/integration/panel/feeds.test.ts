import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFeeds } from '../../../adapters/mongo/panel/feeds.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import type { FeedOf } from '../../../admin/panel/ports/feeds.ts';
import { type SlotId, userId } from '../../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel-feeds');
});
afterAll(() => world.close());

const admin = userId('a'.repeat(24));
const made = async (of: FeedOf, company = 'default') => {
  const [id, hash] = [randomUUID(), randomUUID()];
  const feed = { id, hash, company, of, lang: 'en', by: admin, at: world.clock.now } as const;
  await createFeeds(world.db).make(feed);
  return { id, hash };
};
const read = (hash: string) => createFeeds(world.db).read(hash, world.clock.now);

async function booked() {
  const event = await anEvent(world, { title: 'Backend' });
  const [slot, empty] = (await someSlots(world, event, 2, 3)) as [SlotId, SlotId];
  const olga = await createPerson(world.db, { first_name: 'Olga', roles: ['specialist'] }, world.clock.now);
  if (!olga) throw new Error('nobody was made');
  await world.rows.slots.updateMany(
    { _id: { $in: [oidOf(slot), oidOf(empty)] } },
    { $set: { specialist_id: oidOf(olga) } },
  );
  const first = await bookedIn(world, event, slot);
  await world.rows.users.updateOne({ _id: oidOf(first.user) }, { $set: { first_name: 'Anna' } });
  return { event, slot, olga, first };
}

test('a specialist’s calendar has the slots somebody is booked in, and is new at each request', async () => {
  const { event, slot, olga, first } = await booked();
  const { hash } = await made({ kind: 'specialist', specialist: olga });
  const before = await read(hash);
  expect(before).toMatchObject({ name: 'Olga', lang: 'en' });
  expect(before?.slots.map((one) => [one.slot_id, one.people.map((who) => who.name)])).toEqual([
    [slot, ['Anna']],
  ]);
  await bookedIn(world, event, slot);
  const after = await read(hash);
  expect(after?.slots[0]?.people).toHaveLength(2);
  expect(after?.slots[0]?.sequence).toBeGreaterThan(before?.slots[0]?.sequence ?? 0);
  await world.verbs.cancelBooking({ ...first.orders.op(first.booking_id), reason: 'ill' });
  expect((await read(hash))?.slots[0]?.people.map((who) => who.name)).toEqual(['']);
});

test('a place’s calendar has that place’s slots of the company, and nobody else’s', async () => {
  const { slot } = await booked();
  const of = { kind: 'room', location: 'Office 0', room: '301' } as const;
  expect(await createFeeds(world.db).rooms('default')).toContainEqual({ location: 'Office 0', room: '301' });
  expect(await createFeeds(world.db).rooms('another')).toEqual([]);
  const here = await read((await made(of)).hash);
  expect(here?.slots.map((one) => one.slot_id)).toContain(slot);
  expect(await read((await made(of, 'another')).hash)).toMatchObject({ slots: [] });
});

test('a revoked address shows nothing any more; only its own company or specialist revokes it', async () => {
  const { olga } = await booked();
  const feeds = createFeeds(world.db);
  const { id, hash } = await made({ kind: 'specialist', specialist: olga });
  expect(await feeds.list('a third', undefined)).toEqual([]);
  expect(await feeds.revoke('another', id, undefined, world.clock.now)).toBe(false);
  expect(await feeds.revoke('default', id, admin, world.clock.now)).toBe(false);
  expect(await feeds.list('default', olga)).toMatchObject([{ id, name: 'Olga', asked_at: null }]);
  expect(await read(hash)).toBeDefined();
  expect(await feeds.list('default', olga)).toMatchObject([{ id, asked_at: world.clock.now }]);
  expect(await feeds.revoke('default', id, olga, world.clock.now)).toBe(true);
  expect(await read(hash)).toBeUndefined();
  expect(await feeds.list('default', olga)).toEqual([]);
  expect(await feeds.revoke('default', id, olga, world.clock.now)).toBe(false);
});

test('who leads no interviews any more has no calendar', async () => {
  const { olga } = await booked();
  const { hash } = await made({ kind: 'specialist', specialist: olga });
  expect(await read(hash)).toBeDefined();
  await world.rows.users.updateOne({ _id: oidOf(olga) }, { $set: { roles: ['candidate'] } });
  expect(await read(hash)).toBeUndefined();
});
