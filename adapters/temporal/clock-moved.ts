import { type Client, isGrpcServiceError } from '@temporalio/client';
import { bookingWorkflowType, clockMoved } from '../../contracts/workflows/booking.ts';

const notFound = 5;

/** Signals every open booking; one that ended meanwhile needs no clock. */
export async function tellOpenBookings(client: Client, offsetMs: number): Promise<number> {
  const query = `WorkflowType = '${bookingWorkflowType}' AND ExecutionStatus = 'Running'`;
  let told = 0;
  for await (const { workflowId } of client.workflow.list({ query })) {
    try {
      await client.workflow.getHandle(workflowId).signal(clockMoved, { offset_ms: offsetMs });
      told += 1;
    } catch (error) {
      if (!(error instanceof Error && isGrpcServiceError(error.cause) && error.cause.code === notFound))
        throw error;
    }
  }
  return told;
}
