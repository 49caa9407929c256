import type { Aged } from './ports.ts';

export type PruningDeps = { readonly aged: Aged };

const perDelete = 500;
const deletesAtOnce = 10;

/** Ages are counted by the real clock, whatever the sandbox's says: they are about how long rows were kept. */
export const createPruningActivities = ({ aged }: PruningDeps) => ({
  async whatIsPruned(): Promise<{ collections: readonly string[] }> {
    return { collections: aged.collections };
  },
  /** A bounded part of one collection; again as long as there is more. */
  async pruneSome({ collection }: { collection: string }): Promise<{ removed: number; more: boolean }> {
    let removed = 0;
    for (let round = 0; round < deletesAtOnce; round += 1) {
      const some = await aged.prune(collection, Date.now(), perDelete);
      removed += some;
      if (some < perDelete) return { removed, more: false };
    }
    return { removed, more: true };
  },
});

export type PruningActivities = ReturnType<typeof createPruningActivities>;
