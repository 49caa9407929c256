import type { Client } from '@temporalio/client';
import type { WorkflowCounts } from '../../activities/reconcile/ports.ts';

export const createWorkflowCounts = (client: Client): WorkflowCounts => ({
  async countOpenBookings() {
    const { count } = await client.workflow.count(
      "WorkflowType = 'bookingWorkflow' AND ExecutionStatus = 'Running'",
    );
    return count;
  },
});
