import type { Db } from 'mongodb';
import type { Log } from '../../runtime/log.ts';
import { untilDone } from '../../runtime/retry.ts';
import { mongoTrouble } from './errors.ts';
import { ensureIndexes, type Index } from './indexes.ts';
import { migrations } from './migrations/index.ts';
import { runMigrations } from './migrations/run.ts';

/** Brings the database to what this version needs; waits for a database that is away, throws when its data refuses. */
export async function prepareDatabase(
  db: Db,
  indexes: readonly Index[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  await untilDone(
    async () => {
      const done = await runMigrations(db, migrations);
      await ensureIndexes(db, indexes);
      if (done.length > 0) log.info({ migrations: done }, 'database migrated');
    },
    {
      signal,
      fatal: (error) => mongoTrouble(error).kind === 'refused',
      failed: (error, attempt) => {
        if (attempt === 0)
          log.warn({ detail: mongoTrouble(error).sentence }, 'the database cannot be prepared yet: waiting');
      },
    },
  );
}
