import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  type ReconcileInput,
  type ReconcileResult,
  reconcileWorkflowId,
  reconcileWorkflowType,
} from '../../contracts/workflows/reconcile.ts';

/** One pass at once, beside the schedule’s own; resolves with what it saw and did. */
export const runReconcileNow = (
  client: Client,
  wishes: Omit<ReconcileInput, 'v'> = {},
): Promise<ReconcileResult> =>
  client.workflow.execute<(input: ReconcileInput) => Promise<ReconcileResult>>(reconcileWorkflowType, {
    workflowId: `${reconcileWorkflowId}:${randomUUID()}`,
    taskQueue: taskQueues.bulk,
    args: [{ v: 1, ...wishes }],
    workflowRunTimeout: '10 minutes',
    staticSummary: 'Reconciler, asked for by an operator',
  });
