import { randomUUID } from 'node:crypto';
import { redisKeys } from '../../contracts/redis-keys.ts';
import type { StreamEntry } from '../../workers/plugged-in/ports.ts';
import type { ResultLine } from '../../workers/provisioner/results.ts';
import type { RedisSettings } from './connect.ts';
import { blockMs, openBlocking } from './plugged-in/blocking.ts';
import { fieldsOf } from './plugged-in/fields.ts';

const group = 'zapis';
const mostAtOnce = 10;
const againMs = 30_000;
/** One that lives asks every few seconds. */
const goneMs = 3_600_000;

type Rows = readonly (readonly [string, readonly string[] | null])[];

/** `provisioner:results` for all replicas together: each entry is one's, until that one has been silent about it for long. */
export function createResultLine(
  settings: RedisSettings,
  stopping: AbortSignal,
  { retryAfterMs = againMs }: { readonly retryAfterMs?: number } = {},
): ResultLine {
  const client = openBlocking(settings, stopping);
  const key = redisKeys.provisionerResults;
  const self = randomUUID();
  let grouped = false;

  /** From the first entry on: what was written before there was a group is news too. */
  async function join(): Promise<void> {
    await client.xgroup('CREATE', key, group, '0', 'MKSTREAM').catch((error: unknown) => {
      if (!(error instanceof Error && error.message.startsWith('BUSYGROUP'))) throw error;
    });
    for (const consumer of (await client.xinfo('CONSUMERS', key, group)) as string[][]) {
      const { name = '', pending, idle } = fieldsOf(consumer.map(String));
      if (Number(pending) === 0 && Number(idle) > goneMs)
        await client.xgroup('DELCONSUMER', key, group, name);
    }
    grouped = true;
  }

  return {
    async next() {
      if (!grouped) await join();
      try {
        const [, left] = (await client.xautoclaim(
          key,
          group,
          self,
          retryAfterMs,
          '0',
          'COUNT',
          mostAtOnce,
        )) as [string, Rows];
        if (left.length > 0) return entriesOf(left);
        const came = (await client.xreadgroup(
          'GROUP',
          group,
          self,
          'COUNT',
          mostAtOnce,
          'BLOCK',
          Math.min(blockMs, retryAfterMs),
          'STREAMS',
          key,
          '>',
        )) as readonly (readonly [string, Rows])[] | null;
        return entriesOf(came?.[0]?.[1] ?? []);
      } catch (error) {
        // Redis was emptied, and the group is gone with the rest.
        grouped = false;
        throw error;
      }
    },
    async done(entry) {
      await client.xack(key, group, entry);
    },
  };
}

const entriesOf = (rows: Rows): readonly StreamEntry[] =>
  rows.map(([id, list]) => ({ id, fields: fieldsOf(list ?? []) }));
