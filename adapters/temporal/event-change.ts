import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import {
  type ChangeInput,
  type ChangeResult,
  eventChangeWorkflowId,
  eventChangeWorkflowType,
} from '../../contracts/workflows/change.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import type { EventId } from '../../core/shared/ids.ts';

/** Carries out a stored change; resolves when everybody concerned is told. `rev`: of the event the editor saw. */
export const runEventChange = (
  client: Client,
  { event, rev, changeId }: { readonly event: EventId; readonly rev: number; readonly changeId: string },
): Promise<ChangeResult> =>
  client.workflow.execute<(input: ChangeInput) => Promise<ChangeResult>>(eventChangeWorkflowType, {
    workflowId: eventChangeWorkflowId(event, rev),
    taskQueue: taskQueues.bulk,
    args: [{ v: 1, change_id: changeId, trace_id: randomUUID() }],
    staticSummary: 'Event changed by staff',
  });
