import { createReconcileActivities } from './reconcile/activities.ts';
import type { BookingCounts, WorkflowCounts } from './reconcile/ports.ts';

export type ActivityDeps = { readonly bookings: BookingCounts; readonly workflows: WorkflowCounts };

/** Every activity of every queue: a worker registers them all, the task queue decides which it is asked for. */
export const createActivities = (deps: ActivityDeps) => ({
  ...createReconcileActivities({ bookings: deps.bookings, workflows: deps.workflows }),
});

export type Activities = ReturnType<typeof createActivities>;
