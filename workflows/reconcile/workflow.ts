import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../activities/reconcile/activities.ts';
import {
  type ReconcileCounts,
  type ReconcileProgress,
  reconcileProgress,
} from '../../contracts/workflows/reconcile.ts';

const { countStores, countOpenWorkflows } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '4 minutes',
});

/** One pass of the reconciler. The numbered steps are those of README.md beside this file. */
export async function reconcileWorkflow(): Promise<ReconcileCounts> {
  let progress: ReconcileProgress = { step: 'counting stores' };
  setHandler(reconcileProgress, () => progress, { description: 'How far this pass is' });

  // 1. Count what the stores hold.
  setCurrentDetails('Counting seats and active bookings in MongoDB.');
  const stores = await countStores.executeWithOptions({ summary: 'seats and active bookings' }, []);

  // 2. Count what Temporal runs.
  progress = { step: 'counting workflows' };
  setCurrentDetails(
    `MongoDB has ${stores.seats} seats taken and ${stores.active_bookings} active bookings. Counting workflows.`,
  );
  const running = await countOpenWorkflows.executeWithOptions({ summary: 'open booking workflows' }, []);

  // 3. Report.
  progress = { step: 'done' };
  setCurrentDetails(
    `Seats taken: ${stores.seats} · active bookings: ${stores.active_bookings} · open booking workflows: ${running.open_workflows}`,
  );
  return { v: 1, ...stores, ...running };
}
