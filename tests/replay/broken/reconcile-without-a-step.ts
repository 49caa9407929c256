import { proxyActivities } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../../activities/reconcile/activities.ts';

const { countStores, countOpenWorkflows } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '30 seconds',
});

/** The reconciler as it would be had somebody removed its comparing of stores. */
export async function reconcileWorkflow(): Promise<object> {
  return { ...(await countStores()), ...(await countOpenWorkflows()) };
}
