import type { Client } from '@temporalio/client';
import type { WorkflowCounts } from '../../activities/reconcile/ports.ts';
import { bookingWorkflowType } from '../../contracts/workflows/booking.ts';

export const createWorkflowCounts = (client: Client): WorkflowCounts => ({
  async countOpenBookings() {
    const { count } = await client.workflow.count(
      `WorkflowType = '${bookingWorkflowType}' AND ExecutionStatus = 'Running'`,
    );
    return count;
  },
});
