import { proxyActivities } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../../activities/reconcile/activities.ts';

const { countStores } = proxyActivities<ReconcileActivities>({ startToCloseTimeout: '30 seconds' });

/** The reconciler as it would be had somebody removed its second count. */
export async function reconcileWorkflow(): Promise<object> {
  return countStores();
}
