import type { Memory } from '../../../bot/ports.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import type { Cache } from '../connect.ts';
import { SlidingWindow } from './sliding-window.ts';

/** Nobody taps more, not even in anger. */
export const tapLimit = { most: 20, windowMs: 10_000 } as const;
/** An invite link is followed once, perhaps twice. */
export const guessLimit = { most: 5, windowMs: 3_600_000 } as const;

/**
 * A sorted set per person, by time. An update that comes again has about the place it had: Telegram's repetitions are not
 * held against anybody. Padded, because those of one millisecond are sorted as texts.
 */
const script = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[3])
local new = redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if new == 1 then return redis.call('ZCARD', KEYS[1]) end
return redis.call('ZRANK', KEYS[1], ARGV[1]) + 1`;

export function createLimits(redis: Cache, now: () => number): Pick<Memory, 'rate' | 'mayGuess'> {
  const taps = new SlidingWindow(tapLimit.windowMs);
  const guesses = new SlidingWindow(guessLimit.windowMs);
  const place = (key: string, window: SlidingWindow, windowMs: number, who: number, what: number) =>
    redis.tryRedis(
      async (client) =>
        Number(await client.eval(script, 1, key, String(what).padStart(16, '0'), now(), windowMs)),
      () => window.place(who, what, now()),
    );
  return {
    async rate(telegramId, updateId) {
      const key = redisKeys.rateLimit(telegramId);
      const mine = await place(key, taps, tapLimit.windowMs, telegramId, updateId);
      if (mine <= tapLimit.most) return 'fine';
      return mine === tapLimit.most + 1 ? 'tell' : 'silent';
    },
    async mayGuess(telegramId, updateId) {
      const key = redisKeys.inviteGuesses(telegramId);
      return (await place(key, guesses, guessLimit.windowMs, telegramId, updateId)) <= guessLimit.most;
    },
  };
}
