import type { Db } from 'mongodb';
import { isDuplicateKey } from '../errors.ts';
import type { Migration } from './migration.ts';

type Applied = { _id: number; name: string; applied_at: Date };

/**
 * Runs what has not been run. Two processes may do this at once: each step is safe twice, and the record is
 * written after the step, so a step is never marked done without being done.
 */
export async function runMigrations(db: Db, migrations: readonly Migration[]): Promise<readonly string[]> {
  const collection = db.collection<Applied>('migrations');
  const applied = new Set(
    (await collection.find({}, { projection: { _id: 1 } }).toArray()).map((row) => row._id),
  );
  const newest = migrations.at(-1)?.id ?? 0;
  const unknown = [...applied].find((id) => id > newest);
  if (unknown !== undefined)
    throw new Error(
      `The database has migration ${unknown}, this version knows up to ${newest}: start a newer version, or restore a backup.`,
    );

  const done: string[] = [];
  for (const migration of migrations) {
    if (applied.has(migration.id)) continue;
    await migration.up(db);
    await recordOnce(() =>
      collection.insertOne({ _id: migration.id, name: migration.name, applied_at: new Date() }),
    );
    done.push(migration.name);
  }
  return done;
}

async function recordOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
