import { randomUUID } from 'node:crypto';
import type { Memory } from '../../../bot/ports.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import { pause } from '../../../runtime/retry.ts';
import type { Cache } from '../connect.ts';

/** Longer than one hand-over takes; a gateway that died gives its turn back by this. */
const turnMs = 5_000;
/** Then it goes on without: order is a courtesy, the workflow keeps things right. */
const patienceMs = 1_000;
const lookEveryMs = 20;

const giveBack = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

export function createTurns(redis: Cache, now: () => number): Memory['turn'] {
  return async (telegramId) => {
    const key = redisKeys.chatLock(telegramId);
    const mine = randomUUID();
    const until = now() + patienceMs;
    const take = () =>
      redis.tryRedis(
        async (client) => (await client.set(key, mine, 'PX', turnMs, 'NX')) === 'OK',
        () => true,
      );
    while (!(await take())) {
      if (now() > until) return async () => undefined;
      await pause(lookEveryMs);
    }
    return async () => {
      await redis.tryRedis(
        async (client) => void (await client.eval(giveBack, 1, key, mine)),
        () => undefined,
      );
    };
  };
}
