import type { Db } from 'mongodb';
import type { TroubleReader } from '../../admin/panel/ports/workflows.ts';
import type { Troubles } from '../temporal/troubled.ts';
import { collections } from './collections.ts';
import type { Index } from './indexes.ts';

export const troubleIndexes: readonly Index[] = [
  {
    collection: 'troubles',
    keys: { last_at: 1 },
    options: { name: 'troubles_by_age' },
    guards: 'the page of what fails now reads all that ever failed, and so does pruning',
  },
];

/** Nothing waits longer than this between two tries: what was not heard of since has ended with its workflow. */
const goneAfterMs = 5 * 60_000;

export function createTroubles(db: Db): Troubles & TroubleReader {
  const { troubles } = collections(db);
  return {
    async failing({ id, since, ...trouble }) {
      const change = { ...trouble, last_at: new Date() };
      await troubles.updateOne(
        { _id: id },
        { $set: change, $setOnInsert: { since: new Date(since) } },
        { upsert: true },
      );
    },
    async over(id) {
      await troubles.deleteOne({ _id: id });
    },
    async now(most) {
      const found = await troubles
        .find({ last_at: { $gt: new Date(Date.now() - goneAfterMs) } })
        .sort({ last_at: -1 })
        .limit(most)
        .toArray();
      return found.map(({ _id, last_at: _heard, since, ...trouble }) => ({
        ...trouble,
        since: since.getTime(),
      }));
    },
  };
}
