import type { Redis } from 'ioredis';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import { isObjectId, type UserId, userId } from '../../../core/shared/ids.ts';
import type { AnswerLine, StreamEntry } from '../../../workers/plugged-in/ports.ts';
import type { RedisSettings } from '../connect.ts';
import { blockMs, openBlocking } from './blocking.ts';
import { fieldsOf } from './fields.ts';
import { streamSeconds } from './lines.ts';

/** Of one person at a time: what a talkative worker wrote must not fill the memory. */
const mostAtOnce = 10;

/** Of what was read. */
const mostKept = 1_000;

type Raw = readonly (readonly [string, readonly (readonly [string, readonly string[] | null])[]])[] | null;

/** Answers of all workers over one connection. */
export function createAnswerLine(settings: RedisSettings, stopping: AbortSignal): AnswerLine {
  const client = openBlocking(settings, stopping);
  let news = '$';
  return {
    async lastNews() {
      const [last] = (await client.xrevrange(redisKeys.workerNews, '+', '-', 'COUNT', 1)) as [
        string,
        string[],
      ][];
      news = last?.[0] ?? '0-0';
    },
    async next(places) {
      const users = [...places.keys()];
      const keys = [redisKeys.workerNews, ...users.map(redisKeys.workerOutput)];
      const ids = [news, ...places.values()];
      const raw = await readAll(client, keys, ids);
      const of = new Map(users.map((user) => [settings.prefix + redisKeys.workerOutput(user), user]));
      const begun: UserId[] = [];
      const came: { readonly user: UserId; readonly entries: readonly StreamEntry[] }[] = [];
      for (const [key, rows] of raw ?? []) {
        const entries = rows.map(([id, list]) => ({ id, fields: fieldsOf(list ?? []) }));
        const user = of.get(key);
        if (user !== undefined) came.push({ user, entries });
        else {
          news = entries.at(-1)?.id ?? news;
          for (const { fields } of entries)
            if (isObjectId(fields['user_id'])) begun.push(userId(fields['user_id']));
        }
      }
      return { begun, came };
    },
    async tidy(user) {
      const key = redisKeys.workerOutput(user);
      await client.multi().xtrim(key, 'MAXLEN', '~', mostKept).expire(key, streamSeconds).exec();
    },
  };
}

/** One key that is no stream would keep Redis from reading all others: what somebody else put there is taken away. */
async function readAll(client: Redis, keys: readonly string[], ids: readonly string[]): Promise<Raw> {
  try {
    return await client.xread('COUNT', mostAtOnce, 'BLOCK', blockMs, 'STREAMS', ...keys, ...ids);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('WRONGTYPE'))
      for (const key of keys) {
        const kind = await client.type(key);
        if (kind !== 'stream' && kind !== 'none') await client.del(key);
      }
    throw error;
  }
}
