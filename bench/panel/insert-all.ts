import type { Collection, Document, OptionalUnlessRequiredId } from 'mongodb';

const perWrite = 1_000;

export async function insertAll<Doc extends Document>(
  into: Collection<Doc>,
  docs: readonly OptionalUnlessRequiredId<Doc>[],
): Promise<void> {
  for (let from = 0; from < docs.length; from += perWrite)
    await into.insertMany(docs.slice(from, from + perWrite), { ordered: false });
}
