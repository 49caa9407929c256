import { type Client, isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import { bookingWorkflowType, clockMoved } from '../../contracts/workflows/booking.ts';
import { conversationWorkflowType, look } from '../../contracts/workflows/conversation.ts';

const notFound = 5;

/** Signals everything that waits for an instant of the product's clock; what ended meanwhile needs no clock. */
export async function tellOpenBookings(client: Client, offsetMs: number): Promise<number> {
  const bookings = await tellAll(client, bookingWorkflowType, (run) =>
    run.signal(clockMoved, { offset_ms: offsetMs }),
  );
  await tellAll(client, conversationWorkflowType, (run) => run.signal(look, { v: 1 }));
  return bookings;
}

async function tellAll(
  client: Client,
  type: string,
  tell: (run: WorkflowHandle) => Promise<void>,
): Promise<number> {
  const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running'`;
  let told = 0;
  for await (const { workflowId } of client.workflow.list({ query })) {
    try {
      await tell(client.workflow.getHandle(workflowId));
      told += 1;
    } catch (error) {
      if (!(error instanceof Error && isGrpcServiceError(error.cause) && error.cause.code === notFound))
        throw error;
    }
  }
  return told;
}
