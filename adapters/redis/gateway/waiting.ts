import type { Memory } from '../../../bot/ports.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import type { Cache } from '../connect.ts';

/** Renewed while it waits; one that nobody renews belongs to a gateway that is gone. */
const keptMs = 60_000;
/** Redis may have been emptied since; whoever reads what waits says so anew within this. */
const surelyMs = 10_000;
const toldMs = 10 * 60_000;

const endIfMine = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;
/** The latest one counts: an earlier one that is still being tried must not take its place. */
const raise = `
local known = tonumber(redis.call('GET', KEYS[1]) or '-1')
redis.call('SET', KEYS[1], math.max(known, tonumber(ARGV[1])), 'PX', ARGV[2])
return 1`;

type Waiting = Pick<Memory, 'waits' | 'waitsSince' | 'waitsNoMore' | 'mayTellToWait'>;

export function createWaiting(redis: Cache, now: () => number): Waiting {
  const here = new Map<number, { readonly updateId: number; readonly until: number }>();
  const told = new Map<number, number>();
  return {
    waits: (telegramId) => {
      const leftMs = (here.get(telegramId)?.until ?? 0) - now();
      return redis.tryRedis(
        async (client) =>
          leftMs > keptMs - surelyMs || (await client.exists(redisKeys.waitsForApi(telegramId))) === 1,
        () => leftMs > 0,
      );
    },
    async waitsSince(telegramId, updateId) {
      const updateIdHere = Math.max(updateId, here.get(telegramId)?.updateId ?? 0);
      here.set(telegramId, { updateId: updateIdHere, until: now() + keptMs });
      const key = redisKeys.waitsForApi(telegramId);
      await redis.tryRedis(
        async (client) => void (await client.eval(raise, 1, key, updateId, keptMs)),
        () => undefined,
      );
    },
    async waitsNoMore(telegramId, updateId) {
      if (here.get(telegramId)?.updateId === updateId) here.delete(telegramId);
      const key = redisKeys.waitsForApi(telegramId);
      await redis.tryRedis(
        async (client) => void (await client.eval(endIfMine, 1, key, String(updateId))),
        () => undefined,
      );
    },
    mayTellToWait: (telegramId) =>
      redis.tryRedis(
        async (client) =>
          (await client.set(redisKeys.toldToWait(telegramId), '1', 'PX', toldMs, 'NX')) === 'OK',
        () => {
          for (const [who, until] of told) if (until <= now()) told.delete(who);
          if (told.has(telegramId)) return false;
          told.set(telegramId, now() + toldMs);
          return true;
        },
      ),
  };
}
