import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import {
  type ChangeInput,
  type ChangeResult,
  eventChangeWorkflowId,
  eventChangeWorkflowType,
  slotChangeWorkflowId,
  slotChangeWorkflowType,
} from '../../contracts/workflows/change.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';

/** `rev`: of what the editor saw. Resolves when everybody concerned is told. */
type Asked = { readonly rev: number; readonly changeId: string };
type Change = (input: ChangeInput) => Promise<ChangeResult>;

const carryOut = (client: Client, type: string, workflowId: string, changeId: string, summary: string) =>
  client.workflow.execute<Change>(type, {
    workflowId,
    taskQueue: taskQueues.bulk,
    args: [{ v: 1, change_id: changeId, trace_id: randomUUID() }],
    staticSummary: summary,
  });

export const runEventChange = (
  client: Client,
  { event, rev, changeId }: Asked & { readonly event: EventId },
) =>
  carryOut(
    client,
    eventChangeWorkflowType,
    eventChangeWorkflowId(event, rev),
    changeId,
    'Event changed by staff',
  );

export const runSlotChange = (client: Client, { slot, rev, changeId }: Asked & { readonly slot: SlotId }) =>
  carryOut(
    client,
    slotChangeWorkflowType,
    slotChangeWorkflowId(slot, rev),
    changeId,
    'Slot changed by staff',
  );
