import type { IdentityCache } from '../../admin/ports.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import type { Cache } from './connect.ts';

/** Best effort: without Redis there is nothing to drop, and what stays lives ten minutes. */
export const createIdentityCache = (cache: Cache): IdentityCache => ({
  async drop(telegramId) {
    await cache.tryRedis(
      (redis) => redis.del(redisKeys.identity(telegramId)),
      () => 0,
    );
  },
});
