import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

export type Script = (
  client: Redis,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown>;

/** A script by its hash, its text only when Redis does not know it (any more). */
export function script(text: string): Script {
  const sha = createHash('sha1').update(text).digest('hex');
  return async (client, keys, args) => {
    try {
      return await client.evalsha(sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.eval(text, keys.length, ...keys, ...args);
    }
  };
}
