import type { Client } from '@temporalio/client';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  type SignInInput,
  type SignInResult,
  signInWorkflowId,
  signInWorkflowType,
} from '../../contracts/workflows/sign-in.ts';

/** Resolves when it is sure to be sent, if there is somebody to send it to. */
export const createCodeSender =
  (client: Client) =>
  async (attempt: string): Promise<void> => {
    await client.workflow.start<(input: SignInInput) => Promise<SignInResult>>(signInWorkflowType, {
      workflowId: signInWorkflowId(attempt),
      taskQueue: taskQueues.booking,
      args: [{ v: 1, attempt }],
      staticSummary: 'Sends a code to sign in',
    });
  };
