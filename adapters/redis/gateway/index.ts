import type { Memory } from '../../../bot/ports.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import type { Cache } from '../connect.ts';
import { createIdentities } from './identities.ts';
import { createLimits } from './limits.ts';
import { createTurns } from './turn.ts';
import { createWaiting } from './waiting.ts';

/** Telegram repeats an update for a day, and after a quiet week its numbers begin anew: between the two. */
const seenS = 2 * 24 * 3_600;
const backlogMs = 10_000;

/** What gateways tell each other through Redis. Without it each goes by what it knows itself. */
export function createGatewayMemory(redis: Cache, botId: number, now: () => number = Date.now): Memory {
  const nothing = () => undefined;
  return {
    ...createIdentities(redis, now),
    ...createLimits(redis, now),
    ...createWaiting(redis, now),
    turn: createTurns(redis, now),
    seen: (updateId) =>
      redis.tryRedis(
        async (client) => (await client.exists(redisKeys.update(botId, updateId))) === 1,
        () => false,
      ),
    markSeen: (updateId) =>
      redis.tryRedis(
        async (client) => void (await client.set(redisKeys.update(botId, updateId), '1', 'EX', seenS)),
        nothing,
      ),
    answered: (queryId) =>
      redis.tryRedis(
        async (client) => (await client.exists(redisKeys.answered(queryId))) === 1,
        () => false,
      ),
    backlog: {
      set: () =>
        redis.tryRedis(
          async (client) => void (await client.set(redisKeys.backlog, '1', 'PX', backlogMs)),
          nothing,
        ),
      clear: () => redis.tryRedis(async (client) => void (await client.del(redisKeys.backlog)), nothing),
      isSet: () =>
        redis.tryRedis(
          async (client) => (await client.exists(redisKeys.backlog)) === 1,
          () => false,
        ),
    },
    webhook: () =>
      redis.tryRedis(async (client) => (await client.get(redisKeys.webhook(botId))) ?? undefined, nothing),
    keepWebhook: (fingerprint) =>
      redis.tryRedis(
        async (client) => void (await client.set(redisKeys.webhook(botId), fingerprint)),
        nothing,
      ),
  };
}
