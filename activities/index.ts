import { createBookingActivities } from './booking/activities.ts';
import type { BookingDeps } from './booking/ports.ts';
import { createEventActivities } from './events/activities.ts';
import type { EventPublisher } from './events/ports.ts';
import { createReconcileActivities } from './reconcile/activities.ts';
import type { BookingCounts, WorkflowCounts } from './reconcile/ports.ts';

export type ActivityDeps = {
  readonly booking: BookingDeps;
  readonly publisher: EventPublisher;
  readonly bookings: BookingCounts;
  readonly workflows: WorkflowCounts;
};

/** Every activity of every queue: a worker registers them all, the task queue decides which it is asked for. */
export const createActivities = (deps: ActivityDeps) => ({
  ...createBookingActivities(deps.booking),
  ...createEventActivities({ ...deps.booking, publisher: deps.publisher }),
  ...createReconcileActivities({ bookings: deps.bookings, workflows: deps.workflows }),
});

export type Activities = ReturnType<typeof createActivities>;
