import { type Db, MongoClient, type MongoClientOptions, MongoTopologyClosedError } from 'mongodb';
import type { Health } from '../../runtime/health.ts';
import { untilDone } from '../../runtime/retry.ts';
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
  const closing = new AbortController();
  const first = untilFirstConnected(client, closing.signal);
  return {
    client,
    db,
    async health() {
      try {
        await db.command({ ping: 1 });
        return { ok: true };
      } catch (error) {
        return { ok: false, detail: mongoTrouble(first.insteadOf(error)).sentence };
      }
    },
    close() {
      closing.abort();
      return client.close();
    },
  };
}

/**
 * The driver mends a connection that it once had; one that never came about it gives up for good, and answers everything
 * that follows with nothing but that.
 */
function untilFirstConnected(client: MongoClient, signal: AbortSignal) {
  let reason: unknown;
  let trying = false;
  client.on('topologyClosed', () => {
    if (signal.aborted || trying) return;
    trying = true;
    const failed = (error: unknown) => {
      reason = error;
    };
    void untilDone(() => client.connect(), { signal, failed }).finally(() => {
      trying = false;
    });
  });
  return {
    insteadOf: (error: unknown) => (error instanceof MongoTopologyClosedError ? (reason ?? error) : error),
  };
}
