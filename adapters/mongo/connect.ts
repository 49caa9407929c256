import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import type { Health } from '../../runtime/health.ts';
import { mongoTrouble } from './errors.ts';
import { seatWriteConcern } from './seats/claim.ts';

export type MongoSettings = { readonly url: string; readonly database: string };
export type Mongo = {
  readonly client: MongoClient;
  readonly db: Db;
  health(): Promise<Health>;
  close(): Promise<void>;
};

/**
 * Acknowledged means: a majority has it in its journal. Retryable writes are off because our operations know
 * themselves (they carry an id and are safe to repeat), and not every engine has them.
 */
const mongoOptions = {
  appName: 'zapis',
  retryWrites: false,
  writeConcern: seatWriteConcern,
  readConcern: { level: 'local' },
  serverSelectionTimeoutMS: 2_500,
  connectTimeoutMS: 5_000,
  socketTimeoutMS: 30_000,
  ignoreUndefined: false,
} as const satisfies MongoClientOptions;

/** Connects when first used, and again by itself whenever the server was away. */
export function openMongo(settings: MongoSettings): Mongo {
  const client = new MongoClient(settings.url, mongoOptions);
  const db = client.db(settings.database);
  return {
    client,
    db,
    async health() {
      try {
        await db.command({ ping: 1 });
        return { ok: true };
      } catch (error) {
        return { ok: false, detail: mongoTrouble(error).sentence };
      }
    },
    close: () => client.close(),
  };
}
