import { Redis } from 'ioredis';
import type { Health } from '../../runtime/health.ts';
import { delayMs } from '../../runtime/retry.ts';
import { textOf } from '../trouble.ts';

export type RedisSettings = { readonly url: string; readonly prefix: string };

/** Redis makes us quick and is never needed: every use names what to do without it. */
export type Cache = {
  readonly client: Redis;
  /** Runs `use`; when Redis is away, slow or refuses, runs `without` instead. Never throws for Redis’s sake. */
  tryRedis<T>(use: (client: Redis) => Promise<T>, without: () => T | Promise<T>): Promise<T>;
  health(): Promise<Health>;
  close(): Promise<void>;
};

/** A tap waits no longer than this for Redis before it goes the slow way. */
const patienceMs = 250;

export function openRedis(settings: RedisSettings): Cache {
  const client = new Redis(settings.url, {
    keyPrefix: settings.prefix,
    lazyConnect: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    connectTimeout: 2_000,
    // A server that went away without a word keeps its socket open: without this nobody would notice.
    socketTimeout: 5_000,
    retryStrategy: (attempt) => delayMs(attempt, 50, 2_000),
    reconnectOnError: () => false,
  });
  // Without a listener ioredis prints every failed attempt; the health board says it once.
  let lastFault = 'not connected yet';
  client.on('error', (error: Error) => {
    lastFault = textOf(error);
  });

  return {
    client,
    async tryRedis(use, without) {
      if (client.status !== 'ready') return without();
      try {
        return await use(client);
      } catch (error) {
        // A fault of ours is not Redis's: it must not hide as slowness.
        if (error instanceof TypeError) throw error;
        return without();
      }
    },
    async health() {
      if (client.status !== 'ready') return { ok: false, detail: `Redis: ${lastFault}` };
      await client.ping();
      return { ok: true };
    },
    async close() {
      client.disconnect();
    },
  };
}
