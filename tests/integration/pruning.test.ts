import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPruningActivities } from '../../activities/pruning/activities.ts';
import { ages, createAged } from '../../adapters/mongo/aged.ts';
import { createIdempotencyStore } from '../../adapters/mongo/api-idempotency.ts';
import { createEventJournal } from '../../adapters/mongo/api-journal.ts';
import { type BookingWorld, openBookingWorld } from '../support/booking-world.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24, 0, 20);
let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('pruning');
});
afterAll(() => world.close());

describe.each(ages)('$collection', ({ collection, field, days }) => {
  // `inbound_texts` allows one row per update, `webhook_deliveries` one per message, `conversation_messages` one per key and place.
  const row = (at: number, n: number) => ({
    _id: new ObjectId(),
    bot_id: 1,
    update_id: n,
    message_id: n,
    key: `key ${n}`,
    seq: n,
    [field]: new Date(at),
  });

  test('what is older than its days goes, the oldest first and no more than asked; the rest stays', async () => {
    const rows = world.db.collection(collection);
    const border = now - days * day;
    const young = [row(border, 1), row(now, 2)];
    const old = [row(border - 1, 3), row(border - day, 4), row(border - 400 * day, 5)];
    await rows.insertMany([...young, ...old]);
    const aged = createAged(world.db);
    const left = async () =>
      (await rows.find().sort({ update_id: 1 }).toArray()).map((one) => Number(one['update_id']));

    expect(await aged.prune(collection, now, 2)).toBe(2);
    expect(await left()).toEqual([1, 2, 3]);
    expect(await aged.prune(collection, now, 2)).toBe(1);
    expect(await aged.prune(collection, now, 2)).toBe(0);
    expect(await left()).toEqual([1, 2]);
    await rows.deleteMany({});
  });
});

test('a collection without an age is left alone, whoever asks', async () => {
  await world.db.collection('audit_log').insertOne({ at: new Date(0) });
  expect(await createAged(world.db).prune('audit_log', now, 100)).toBe(0);
  expect(await world.db.collection('audit_log').countDocuments()).toBe(1);
});

test('rows that the stores write themselves are found by their age', async () => {
  const { pruneSome } = createPruningActivities({ aged: createAged(world.db) });
  const of = (daysAgo: number) => createIdempotencyStore(world.db, () => Date.now() - daysAgo * day);
  const begin = (id: string, daysAgo: number) =>
    of(daysAgo).begin({ id, request_hash: 'a', attempt: id, lease_ms: 1_000 });
  const answer = { status: 200, body: { number: 'A-1' } };
  await begin('old', 91);
  await begin('kept', 89);
  await of(89).answer('kept', 'kept', answer);
  const journal = createEventJournal(world.db);
  await journal.finish('just now');

  expect(await pruneSome({ collection: 'idempotency_keys' })).toEqual({ removed: 1, more: false });
  expect(await begin('kept', 0)).toEqual({ state: 'answered', answer });
  expect(await begin('old', 0)).toEqual({ state: 'begun' });
  expect(await pruneSome({ collection: 'processed_messages' })).toEqual({ removed: 0, more: false });
  expect(await journal.finished('just now')).toBe(true);
});
