import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { FreeSlots, SlotNews } from '../../admin/ports.ts';
import { type SlotDays, slotDaysSchema } from '../../contracts/api/slots.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import type { EventId } from '../../core/shared/ids.ts';
import type { Cache } from './connect.ts';

/** Reads the database. `holds_ms`: how long that stays true if nobody does anything. */
export type SlotSource = (event?: EventId) => Promise<{ days: SlotDays; holds_ms: number }>;

/** All events together have a version of their own. */
const all = 'all';
const keysOf = (event?: EventId) => {
  const value = event === undefined ? redisKeys.slots : redisKeys.slotsOf(event);
  return {
    value,
    version: redisKeys.slotsVersion(event ?? all),
    built: redisKeys.slotsBuilt(event ?? all),
    turn: redisKeys.slotsTurn(event ?? all),
  };
};
type Keys = ReturnType<typeof keysOf>;

const oldestMs = 30_000;
const rebuildEveryMs = 1_000;
/** Longer than any value lives. A version that is gone makes every value old. */
const versionLivesMs = 24 * 3_600_000;

/** Written only if nothing has changed since the version was read: KEYS version, value, built; ARGV version, value, ms. */
const writeIfCurrent = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[3])
return 1`;

/**
 * The value in Redis is for showing, never for deciding. Versions are random, not counted: a counter that begins anew
 * after Redis lost everything would bring an old version back to life.
 */
export function createSlotCache(cache: Cache, source: SlotSource): FreeSlots {
  const without = () => undefined;
  const rebuild = async (event?: EventId): Promise<SlotDays> => {
    const keys = keysOf(event);
    // Read before the database is: what changes in between makes the write come to nothing.
    const version = await cache.tryRedis((redis) => versionNow(redis, keys), without);
    const asked = performance.now();
    const { days, holds_ms } = await source(event);
    const left = Math.floor(Math.min(oldestMs, holds_ms) - (performance.now() - asked));
    if (version !== undefined && left > 0)
      await cache.tryRedis((redis) => write(redis, keys, version, days, left), without);
    return days;
  };
  const direct = async (event?: EventId): Promise<SlotDays> => (await source(event)).days;
  const shared = sharing(direct);
  return {
    async read(event) {
      const seen = await cache.tryRedis((redis) => look(redis, keysOf(event)), without);
      if (seen?.days) return seen.days;
      return seen?.ourTurn ? rebuild(event) : shared(event);
    },
    fresh: direct,
  };
}

/** Tells every reader that seats or slots of an event changed. Best effort: without it they learn it within 30 s. */
export function createSlotNews(cache: Cache): SlotNews {
  const bump = (event: EventId): Promise<void> =>
    cache.tryRedis(
      (redis) => renew(redis, [keysOf(event), keysOf()]),
      () => undefined,
    );
  return {
    bump,
    slotsChanged(event) {
      void bump(event);
    },
  };
}

/** Readers of one process share a question to the database while it is on its way. */
function sharing(ask: (event?: EventId) => Promise<SlotDays>) {
  const underWay = new Map<string, Promise<SlotDays>>();
  return (event?: EventId): Promise<SlotDays> => {
    const name = event ?? all;
    const one = underWay.get(name) ?? ask(event).finally(() => underWay.delete(name));
    underWay.set(name, one);
    return one;
  };
}

type Seen = { readonly days?: SlotDays | undefined; readonly ourTurn: boolean };

/** What is stored, if it is current or somebody has just been to the database; otherwise whether it is our turn to go. */
async function look(redis: Redis, keys: Keys): Promise<Seen> {
  const [value, version, built] = await redis.mget(keys.value, keys.version, keys.built);
  const days = typeof value === 'string' ? parsed(value) : undefined;
  if (days && typeof version === 'string' && version === built) return { days, ourTurn: false };
  const ourTurn = (await redis.set(keys.turn, '1', 'PX', rebuildEveryMs, 'NX')) === 'OK';
  return { days: ourTurn ? undefined : days, ourTurn };
}

/** Something that is not ours under our key is nothing. */
function parsed(value: string): SlotDays | undefined {
  try {
    return slotDaysSchema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

/** Somebody has to give the first one: without it nobody could tell whether something happened meanwhile. */
async function versionNow(redis: Redis, keys: Keys): Promise<string | undefined> {
  await redis.set(keys.version, randomUUID(), 'PX', versionLivesMs, 'NX');
  return (await redis.get(keys.version)) ?? undefined;
}

async function write(redis: Redis, keys: Keys, version: string, days: SlotDays, ms: number): Promise<void> {
  const text = JSON.stringify(days);
  await redis.eval(writeIfCurrent, 3, keys.version, keys.value, keys.built, version, text, ms);
}

async function renew(redis: Redis, changed: readonly Keys[]): Promise<void> {
  const news = redis.multi();
  for (const { version } of changed) news.set(version, randomUUID(), 'PX', versionLivesMs);
  await news.exec();
}
