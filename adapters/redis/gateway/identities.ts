import type { Memory } from '../../../bot/ports.ts';
import { type Identity, identitySchema } from '../../../contracts/api/identity.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import type { Cache } from '../connect.ts';

const keptMs = 10 * 60_000;
/** Nobody can drop what stands in another process's memory: it is short-lived, and only used without Redis. */
const keptHereMs = 30_000;
const keptHereMost = 1_000;

export function createIdentities(redis: Cache, now: () => number): Pick<Memory, 'identity' | 'keepIdentity'> {
  const here = new Map<number, { readonly identity: Identity; readonly until: number }>();
  const fromHere = (telegramId: number) => {
    const found = here.get(telegramId);
    return found && found.until > now() ? found.identity : undefined;
  };
  return {
    identity: (telegramId) =>
      redis.tryRedis(
        async (client) => read(await client.get(redisKeys.identity(telegramId))),
        () => fromHere(telegramId),
      ),
    async keepIdentity(identity) {
      const { telegram_id } = identity;
      here.delete(telegram_id);
      here.set(telegram_id, { identity, until: now() + keptHereMs });
      const [oldest] = here.keys();
      if (here.size > keptHereMost && oldest !== undefined) here.delete(oldest);
      await redis.tryRedis(
        async (client) =>
          void (await client.set(redisKeys.identity(telegram_id), JSON.stringify(identity), 'PX', keptMs)),
        () => undefined,
      );
    },
  };
}

/** What an older version wrote, or somebody else, is as good as nothing. */
function read(text: string | null): Identity | undefined {
  if (text === null) return undefined;
  try {
    return identitySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
