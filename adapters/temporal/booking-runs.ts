import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowLooker } from '../../activities/reconcile/ports.ts';
import { bookingWorkflowId, bookingWorkflowType } from '../../contracts/workflows/booking.ts';
import { temporal } from './proto.ts';

const running = `WorkflowType = '${bookingWorkflowType}' AND ExecutionStatus = 'Running'`;
const closed = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT', 'CONTINUED_AS_NEW']);
const { HistoryEventFilterType } = temporal.api.enums.v1;
/** The server terminates too, for example a history that has grown too long: that is no word of a person. */
const server = 'history-service';

export const createBookingRuns = (client: Client): WorkflowLooker => ({
  async countOpenBookings() {
    return (await client.workflow.count(running)).count;
  },
  async openBookings() {
    const ids = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query: running, pageSize: 1_000 }))
      ids.add(workflowId);
    return ids;
  },
  async lastRun({ event_id, user_id }) {
    const workflowId = bookingWorkflowId(event_id, user_id);
    try {
      const { status, runId } = await client.workflow.getHandle(workflowId).describe();
      if (!closed.has(status.name)) return 'open';
      return status.name === 'TERMINATED' && (await byHand(client, workflowId, runId))
        ? 'terminated'
        : 'gone';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'gone';
      throw error;
    }
  },
});

async function byHand(client: Client, workflowId: string, runId: string): Promise<boolean> {
  const { history } = await client.connection.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    historyEventFilterType: HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT,
  });
  const end = history?.events?.at(-1)?.workflowExecutionTerminatedEventAttributes;
  return end?.identity !== server;
}
