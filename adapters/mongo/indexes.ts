import type { CreateIndexesOptions, Db, IndexSpecification } from 'mongodb';
import { isIndexConflict, mongoTrouble } from './errors.ts';

/** An index stands in the module that relies on it and is created at start-up, before that module is used. */
export type Index = {
  readonly collection: string;
  readonly keys: IndexSpecification;
  readonly options: CreateIndexesOptions & { readonly name: string };
  /** What would break without it: printed when the data contradicts it. */
  readonly guards: string;
};

export class IndexRefused extends Error {}

export async function ensureIndexes(db: Db, indexes: readonly Index[]): Promise<void> {
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
