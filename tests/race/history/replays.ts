import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { bookingWorkflowType } from '../../../contracts/workflows/booking.ts';

const codePath = fileURLToPath(new URL('../../../dist/workflow-bundle.js', import.meta.url));

/** Every booking's history, read again by a worker that knows nothing: what does not replay would be stuck for good after a restart. */
export async function unreplayable(client: Client): Promise<readonly string[]> {
  const histories = async function* () {
    for await (const { workflowId, runId } of client.workflow.list({
      query: `WorkflowType = '${bookingWorkflowType}'`,
    }))
      yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
  };
  const faults: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath } },
    histories(),
  ))
    if (error) faults.push(`${workflowId} does not replay: ${error.message.slice(0, 400)}`);
  return faults;
}
