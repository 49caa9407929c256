import { redisKeys } from '../../contracts/redis-keys.ts';
import type { Cache } from './connect.ts';

/** Without Redis nothing was remembered, or it is forgotten within ten minutes. */
export const createForgetIdentity =
  (cache: Cache) =>
  (telegramId: number): Promise<void> =>
    cache.tryRedis(
      async (client) => {
        await client.del(redisKeys.identity(telegramId));
      },
      () => undefined,
    );
