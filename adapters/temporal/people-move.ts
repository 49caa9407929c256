import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import {
  type PeopleMoveInput,
  type PeopleMoveResult,
  peopleMoveWorkflowId,
  peopleMoveWorkflowType,
} from '../../contracts/workflows/people-move.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';

/** One that is under way is enough. */
export const beginPeopleMove =
  (client: Client) =>
  async (moveId: string): Promise<void> => {
    try {
      await client.workflow.start<(input: PeopleMoveInput) => Promise<PeopleMoveResult>>(
        peopleMoveWorkflowType,
        {
          workflowId: peopleMoveWorkflowId(moveId),
          taskQueue: taskQueues.bulk,
          args: [{ v: 1, move_id: moveId }],
          staticSummary: 'People moved to another slot by staff',
        },
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
