import { defineQuery } from '@temporalio/workflow';

export const pruningWorkflowType = 'pruningWorkflow';
export const pruningScheduleId = 'pruning';
export const pruningWorkflowId = 'pruning';
/** By UTC: twenty past three at night in Moscow. */
export const pruningAt = { hour: 0, minute: 20 } as const;

/** How many rows of which collection. */
type Removed = Readonly<Record<string, number>>;

/** `left`: collections with more to remove than one night may. */
export type PruningResult = { readonly v: 1; readonly removed: Removed; readonly left: readonly string[] };

export type PruningProgress = { readonly at: string | null; readonly removed: Removed };

/** Query: how far the pass is; changes nothing. */
export const pruningProgress = defineQuery<PruningProgress>('progress');
