import { openRedis } from '../adapters/redis/connect.ts';
import { createForgetIdentity } from '../adapters/redis/forget-identity.ts';

const patienceMs = 1_000;

/** Who somebody is is remembered for ten minutes: a change holds at once when Redis can be reached. */
export async function forgetAccount(
  settings: { readonly REDIS_URL: string; readonly REDIS_PREFIX: string },
  telegramId: number,
): Promise<void> {
  const redis = openRedis({ url: settings.REDIS_URL, prefix: settings.REDIS_PREFIX });
  try {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      redis.client.once('ready', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    await createForgetIdentity(redis)(telegramId);
  } finally {
    await redis.close();
  }
}
