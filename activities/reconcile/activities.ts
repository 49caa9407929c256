import type { BookingCounts, WorkflowCounts } from './ports.ts';

export const createReconcileActivities = (deps: { bookings: BookingCounts; workflows: WorkflowCounts }) => ({
  async countStores(): Promise<{ seats: number; active_bookings: number }> {
    const [seats, activeBookings] = await Promise.all([
      deps.bookings.countSeats(),
      deps.bookings.countActiveBookings(),
    ]);
    return { seats, active_bookings: activeBookings };
  },
  async countOpenWorkflows(): Promise<{ open_workflows: number }> {
    return { open_workflows: await deps.workflows.countOpenBookings() };
  },
});

export type ReconcileActivities = ReturnType<typeof createReconcileActivities>;
