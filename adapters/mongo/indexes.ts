import type { CreateIndexesOptions, Db, IndexDescription } from 'mongodb';
import { isIndexConflict, mongoTrouble } from './errors.ts';

/** An index stands in the module that relies on it and is created at start-up, before that module is used. */
export type Index = {
  readonly collection: string;
  readonly keys: IndexDescription['key'];
  readonly options: CreateIndexesOptions & { readonly name: string };
  /** What would break without it: printed when the data contradicts it. */
  readonly guards: string;
};

export class IndexRefused extends Error {}

/** All of a collection at once: a role that starts has dozens. */
export async function ensureIndexes(db: Db, indexes: readonly Index[]): Promise<void> {
  for (const [collection, list] of Map.groupBy(indexes, (index) => index.collection)) {
    try {
      await db
        .collection(collection)
        .createIndexes(list.map(({ keys, options }) => ({ ...options, key: keys })));
    } catch (error) {
      if (!isIndexConflict(error)) throw error;
      await findRefused(db, list);
    }
  }
}

/** Of several at once the database does not always say which one it refuses. */
async function findRefused(db: Db, indexes: readonly Index[]): Promise<void> {
  for (const { collection, keys, options, guards } of indexes) {
    try {
      await db.collection(collection).createIndex(keys, options);
    } catch (error) {
      if (!isIndexConflict(error)) throw error;
      throw new IndexRefused(
        `The data in "${collection}" contradicts the index "${options.name}", without which ${guards}. Nothing was started. ${mongoTrouble(error).sentence}`,
        { cause: error },
      );
    }
  }
}
