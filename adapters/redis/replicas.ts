import { redisKeys } from '../../contracts/redis-keys.ts';
import { forgottenAfterMs, type Replica, replicaSchema, sayEveryMs } from '../../contracts/replica.ts';
import { pause } from '../../runtime/retry.ts';
import type { Cache } from './connect.ts';

/** A role that starts is a moment before its connection. */
const againMs = 1_000;

/** Until it stops; it takes itself off the list then. Without Redis nobody hears it, and nothing depends on that. */
export async function keepSaying(
  redis: Pick<Cache, 'tryRedis'>,
  say: () => Replica,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const said = say();
    const isSaid = await redis.tryRedis(
      async (client) => (await client.hset(redisKeys.replicas, said.id, JSON.stringify(said))) >= 0,
      () => false,
    );
    await pause(isSaid ? sayEveryMs : againMs, stopping);
  }
  await redis.tryRedis(
    async (client) => void (await client.hdel(redisKeys.replicas, say().id)),
    () => undefined,
  );
}

/** In order of role and age; undefined: Redis is away, and nobody knows. */
export const readReplicas = (
  redis: Pick<Cache, 'tryRedis'>,
  now: () => number,
): Promise<readonly Replica[] | undefined> =>
  redis.tryRedis(
    async (client) => {
      const known = Object.entries(await client.hgetall(redisKeys.replicas));
      const read = known.map(([id, text]) => ({ id, said: readOne(text) }));
      const isOld = (said: Replica | undefined) => !said || now() - said.at > forgottenAfterMs;
      const old = read.flatMap(({ id, said }) => (isOld(said) ? [id] : []));
      if (old.length > 0) await client.hdel(redisKeys.replicas, ...old);
      return read
        .flatMap(({ said }) => (said && !isOld(said) ? [said] : []))
        .toSorted((one, other) => one.role.localeCompare(other.role) || one.started_at - other.started_at);
    },
    () => undefined,
  );

function readOne(text: string): Replica | undefined {
  try {
    return replicaSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
