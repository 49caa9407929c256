import { Redis } from 'ioredis';
import { delayMs } from '../../../runtime/retry.ts';
import type { RedisSettings } from '../connect.ts';

/** How long one question waits for something to come. */
export const blockMs = 5_000;

/** A connection of its own for questions that wait; ends with the role, and the question that waits with it. */
export function openBlocking({ url, prefix }: RedisSettings, stopping: AbortSignal): Redis {
  const client = new Redis(url, {
    keyPrefix: prefix,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    // A server that went away without a word is noticed by the silence after a question's time.
    socketTimeout: blockMs * 3,
    retryStrategy: (attempt) => delayMs(attempt, 50, 2_000),
  });
  // Whoever asks is told; the health board speaks of the connection all share.
  client.on('error', () => undefined);
  if (stopping.aborted) client.disconnect();
  stopping.addEventListener('abort', () => client.disconnect(), { once: true });
  return client;
}
