import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  type ReconcileCounts,
  reconcileWorkflowId,
  reconcileWorkflowType,
} from '../../contracts/workflows/reconcile.ts';

/** One pass at once, beside the schedule’s own; resolves with what it counted. */
export const runReconcileNow = (client: Client): Promise<ReconcileCounts> =>
  client.workflow.execute<() => Promise<ReconcileCounts>>(reconcileWorkflowType, {
    workflowId: `${reconcileWorkflowId}:${randomUUID()}`,
    taskQueue: taskQueues.bulk,
    args: [],
    workflowRunTimeout: '10 minutes',
    staticSummary: 'Reconciler, asked for by an operator',
  });
