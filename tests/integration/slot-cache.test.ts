import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Cache, openRedis } from '../../adapters/redis/connect.ts';
import { createSlotCache, createSlotNews, type SlotSource } from '../../adapters/redis/slot-cache.ts';
import type { SlotDays } from '../../contracts/api/slots.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { eventId } from '../../core/shared/ids.ts';
import { ownName, patientRedisUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const prefix = `${ownName('slots')}:`;
const event = eventId('0123456789abcdef01234567');
const keys = {
  value: redisKeys.slotsOf(event),
  version: redisKeys.slotsVersion(event),
  built: redisKeys.slotsBuilt(event),
  turn: redisKeys.slotsTurn(event),
};

/** What the database would say, as one number. */
let truth = 0;
let asked = 0;
const slots = (booked: number): SlotDays => [
  {
    date: '2026-11-26',
    slots: [{ time: '14:00', max: 10, booked, location: 'A', slot_id: 's', event_id: event, audience: null }],
  },
];
const numberIn = (days: SlotDays): number => days[0]?.slots[0]?.booked ?? -1;
const source: SlotSource = async () => {
  asked += 1;
  return { days: slots(truth), holds_ms: 1e9 };
};

const open: Cache[] = [];
async function connection(): Promise<Cache> {
  const cache = openRedis({ url: patientRedisUrl(), prefix });
  open.push(cache);
  await waitFor('redis', () => cache.client.status === 'ready' || undefined);
  return cache;
}
let redis: Cache;
beforeAll(async () => {
  redis = await connection();
});
beforeEach(async () => {
  await redis.client.del(...Object.values(keys), redisKeys.slots, redisKeys.slotsVersion('all'));
  asked = 0;
});
afterAll(async () => {
  await Promise.all(open.map((cache) => cache.close()));
});

const changed = (): Promise<void> => createSlotNews(redis).bump(event);

/** What a reader would be given as current, or undefined. */
async function current(): Promise<number | undefined> {
  const [value, version, built] = await redis.client.mget(keys.value, keys.version, keys.built);
  return value && version && version === built ? numberIn(JSON.parse(value) as SlotDays) : undefined;
}

test('what was read once is not asked of the database again until something changes', async () => {
  const cache = createSlotCache(redis, source);
  await cache.read(event);
  truth += 1;
  expect(numberIn(await cache.read(event))).toBe(truth - 1);
  expect(asked).toBe(1);
  await changed();
  await redis.client.del(keys.turn);
  expect(numberIn(await cache.read(event))).toBe(truth);
  expect(asked).toBe(2);
});

test('news of one event makes the list of all events old, too', async () => {
  const cache = createSlotCache(redis, source);
  await cache.read();
  await changed();
  await redis.client.del(redisKeys.slotsTurn('all'));
  await cache.read();
  expect(asked).toBe(2);
});

test('what changed while the database was being read is never written', async () => {
  const reading = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow = createSlotCache(redis, async () => {
    const days = slots(truth);
    reading.resolve();
    await goOn.promise;
    return { days, holds_ms: 1e9 };
  });
  const old = slow.read(event);
  await reading.promise;
  truth += 1;
  await changed();
  goOn.resolve();
  expect(numberIn(await old)).toBe(truth - 1);
  // Not even marked as old: others know the seed's key and not our versions.
  expect(await redis.client.get(keys.value)).toBeNull();
});

test('nor after Redis lost everything meanwhile, and others began anew', async () => {
  const reading = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow = createSlotCache(redis, async () => {
    const days = slots(truth);
    reading.resolve();
    await goOn.promise;
    return { days, holds_ms: 1e9 };
  });
  const old = slow.read(event);
  await reading.promise;
  truth += 1;
  await redis.client.del(...Object.values(keys));
  await createSlotCache(redis, source).read(event);
  goOn.resolve();
  await old;
  expect(await current()).toBe(truth);
});

test('with many readers and writers nothing is ever current that is older than the last finished news', async () => {
  let pause = 0;
  const jumpy: SlotSource = async () => {
    const days = slots(truth);
    pause += 1;
    for (let turns = pause % 5; turns > 0; turns -= 1)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    return { days, holds_ms: 1e9 };
  };
  const processes = await Promise.all([connection(), connection(), connection()]);
  const ended = new AbortController();
  const readers = processes.map(async (connected) => {
    const cache = createSlotCache(connected, jumpy);
    while (!ended.signal.aborted) {
      await connected.client.del(keys.turn);
      await cache.read(event);
    }
  });
  let seenCurrent = 0;
  for (let n = 0; n < 150; n += 1) {
    truth += 1;
    await changed();
    for (let looks = 0; looks <= n % 8; looks += 1) {
      const now = await current();
      if (now === undefined) continue;
      seenCurrent += 1;
      expect(now).toBe(truth);
    }
  }
  ended.abort();
  await Promise.all(readers);
  expect(seenCurrent).toBeGreaterThan(0);
});

test('while one has been to the database just now, the others show what there is', async () => {
  const cache = createSlotCache(redis, source);
  await cache.read(event);
  truth += 1;
  await changed();
  await redis.client.set(keys.turn, '1', 'EX', 60);
  expect(numberIn(await cache.read(event))).toBe(truth - 1);
  expect(asked).toBe(1);
  expect(numberIn(await cache.fresh(event))).toBe(truth);
});

test('who has nothing to show and may not rebuild asks the database, together with the others of its process', async () => {
  const cache = createSlotCache(redis, source);
  await redis.client.set(keys.turn, '1', 'EX', 60);
  const seen = await Promise.all(Array.from({ length: 20 }, () => cache.read(event)));
  expect(new Set(seen.map(numberIn))).toEqual(new Set([truth]));
  expect(asked).toBeLessThan(20);
  expect(await redis.client.exists(keys.value)).toBe(0);
});

test('a value dies when the next slot closes, and after 30 s at the latest', async () => {
  await createSlotCache(redis, source).read(event);
  expect(await redis.client.pttl(keys.value)).toBeLessThanOrEqual(30_000);
  await redis.client.del(...Object.values(keys));
  await createSlotCache(redis, async () => ({ days: slots(1), holds_ms: 20_000 })).read(event);
  const left = await redis.client.pttl(keys.value);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(20_000);
});

test('something else under our key is not shown', async () => {
  const cache = createSlotCache(redis, source);
  for (const rubbish of ['{"not":"ours"}', 'not JSON', '[{"date":1}]']) {
    await redis.client.mset(keys.value, rubbish, keys.version, 'v', keys.built, 'v');
    await redis.client.del(keys.turn);
    expect(numberIn(await cache.read(event))).toBe(truth);
  }
});

test('without Redis the database answers, and news are no error', async () => {
  const nowhere = openRedis({ url: 'redis://127.0.0.1:1', prefix });
  const cache = createSlotCache(nowhere, source);
  expect(numberIn(await cache.read(event))).toBe(truth);
  truth += 1;
  await createSlotNews(nowhere).bump(event);
  expect(numberIn(await cache.read(event))).toBe(truth);
  await nowhere.close();
});
