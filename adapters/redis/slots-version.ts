import type { CacheBump } from '../../activities/booking/ports.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import type { Cache } from './connect.ts';

/** A list of slots without a version is old: whoever reads it next builds it anew. */
export const createCacheBump = (cache: Cache): CacheBump => ({
  slotsChanged(event) {
    void cache.tryRedis(
      (redis) => redis.del(redisKeys.slotsVersion(event), redisKeys.slotsVersion('all')),
      () => 0,
    );
  },
});
