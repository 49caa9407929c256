import { setTimeout as pause } from 'node:timers/promises';
import { MongoError } from 'mongodb';
import { allIndexes } from '../adapters/mongo/all-indexes.ts';
import { createAuditWriter } from '../adapters/mongo/audit/write-act.ts';
import { createTimePort } from '../adapters/mongo/clock.ts';
import { type Mongo, openMongo } from '../adapters/mongo/connect.ts';
import { mongoTrouble } from '../adapters/mongo/errors.ts';
import { IndexRefused } from '../adapters/mongo/indexes.ts';
import { prepareDatabase } from '../adapters/mongo/prepare.ts';
import { type DeskConfig, loadDeskConfig } from '../config/load.ts';
import { ConfigFaults } from '../config/read.ts';
import type { Act, ActOfEdit } from '../core/audit/act.ts';
import { defaultCompany } from '../core/shared/company.ts';
import { createLog } from '../runtime/log.ts';
import { newTraceId } from '../runtime/trace.ts';
import { orFaults } from './faults.ts';
import { withRunningServices } from './running-services.ts';
import { complain } from './say.ts';

/** What a verb needs that creates or changes something: the database, and what time it is there. */
export type Desk = {
  readonly db: Mongo['db'];
  readonly config: DeskConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  /** Into the audit log: who sits at the terminal has no name here. */
  readonly note: (act: Noted) => Promise<void>;
  /** The same line for an edit that goes on by itself: it is written where the edit is made. */
  readonly act: (act: Noted) => ActOfEdit;
};

type Noted = Pick<Act, 'what' | 'target' | 'title' | 'before' | 'after'>;

const atTerminal = {
  by: { user_id: null, role: 'admin', channel: 'system' },
  company_id: defaultCompany,
} as const;

const patienceMs = 15_000;

/** Whoever has not typed `npm start` yet needs that, not a lesson about addresses. */
function configOf(env: Desk['env']): DeskConfig {
  const named = env['ZAPIS_ENV'] === 'production' || env['MONGODB_URL'] || env['MONGODB_URL_FILE'];
  try {
    return loadDeskConfig(env);
  } catch (error) {
    if (error instanceof ConfigFaults && !named)
      complain('Nothing runs from this folder: `npm start` brings it up, in another terminal. Without that:');
    throw error;
  }
}

/** Opens the database, makes sure it is what this version needs, does the work and closes it again. */
export const atDesk = (work: (desk: Desk) => Promise<number>): Promise<number> =>
  orFaults(async () => {
    const env = await withRunningServices(process.env);
    const config = configOf(env);
    const mongo = openMongo({ url: config.MONGODB_URL, database: config.MONGODB_DATABASE });
    try {
      if (!(await prepared(mongo))) {
        complain((await mongo.health()).detail ?? 'MongoDB: the database could not be prepared in time');
        return 1;
      }
      const writer = createAuditWriter(mongo.db);
      const time = createTimePort(mongo.db, { sandbox: config.ZAPIS_ENV !== 'production' });
      const act = (noted: Noted) => ({ ...noted, ...atTerminal, trace_id: newTraceId() });
      const note = (noted: Noted) => writer.write(act(noted));
      return await work({ db: mongo.db, config, env, now: await time.now(), note, act });
    } catch (error) {
      if (error instanceof IndexRefused) complain(error.message);
      else if (error instanceof MongoError) complain(mongoTrouble(error).sentence);
      else throw error;
      return 1;
    } finally {
      await mongo.close();
    }
  });

async function prepared(mongo: Mongo): Promise<boolean> {
  const over = new AbortController();
  const done = prepareDatabase(mongo.db, allIndexes, createLog({ level: 'silent' }), over.signal).then(
    () => !over.signal.aborted,
  );
  const late = pause(patienceMs, false, { signal: over.signal }).catch(() => false);
  const first = await Promise.race([done, late]);
  over.abort();
  return first;
}
