import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import {
  type ImportInput,
  type ImportResult,
  importWorkflowId,
  importWorkflowType,
} from '../../contracts/workflows/import.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';

/** One that is under way is enough. */
export const beginImport =
  (client: Client) =>
  async (importId: string): Promise<void> => {
    try {
      await client.workflow.start<(input: ImportInput) => Promise<ImportResult>>(importWorkflowType, {
        workflowId: importWorkflowId(importId),
        taskQueue: taskQueues.bulk,
        args: [{ v: 1, import_id: importId }],
        staticSummary: 'A list of candidates is written',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
