import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { PruningActivities } from '../../activities/pruning/activities.ts';
import {
  type PruningProgress,
  type PruningResult,
  pruningProgress,
} from '../../contracts/workflows/pruning.ts';

const { whatIsPruned, pruneSome } = proxyActivities<PruningActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Keeps a night's history short; what is left waits for the next. */
const stepsPerCollection = 40;

/** Removes what has an age. The numbered steps are those of README.md beside this file. */
export async function pruningWorkflow(): Promise<PruningResult> {
  let progress: PruningProgress = { at: null, removed: {} };
  setHandler(pruningProgress, () => progress, {
    description: 'At which collection the pass is, and what it removed',
  });

  // 1. Ask what has an age.
  const { collections } = await whatIsPruned.executeWithOptions({ summary: 'collections with an age' }, []);

  // 2. Remove what is past it, collection by collection, in bounded steps.
  const left: string[] = [];
  for (const collection of collections) {
    progress = { ...progress, at: collection };
    setCurrentDetails(details(progress));
    let more = true;
    for (let step = 0; more && step < stepsPerCollection; step += 1) {
      const done = await pruneSome.executeWithOptions({ summary: collection }, [{ collection }]);
      const removed = (progress.removed[collection] ?? 0) + done.removed;
      progress = { ...progress, removed: { ...progress.removed, [collection]: removed } };
      more = done.more;
    }
    if (more) left.push(collection);
  }
  progress = { ...progress, at: null };
  setCurrentDetails(details(progress));
  return { v: 1, removed: progress.removed, left };
}

function details({ at, removed }: PruningProgress): string {
  const rows = Object.entries(removed).map(([collection, count]) => `- \`${collection}\`: ${count}`);
  return [at ? `At \`${at}\`. Removed so far:` : 'Removed:', ...rows].join('\n');
}
