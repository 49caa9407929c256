import { randomUUID } from 'node:crypto';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { ChangeResumer } from '../../activities/reconcile/ports.ts';
import {
  type ChangeInput,
  type ChangeResult,
  changeAgainWorkflowId,
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

/** Every step of a change may be repeated: one that is on its way after all does no harm. */
export const createChangeResumer = (client: Client): ChangeResumer => ({
  async resume({ change_id, slot_id }) {
    try {
      await client.workflow.start<Change>(slot_id ? slotChangeWorkflowType : eventChangeWorkflowType, {
        workflowId: changeAgainWorkflowId(change_id),
        taskQueue: taskQueues.bulk,
        args: [{ v: 1, change_id, trace_id: randomUUID() }],
        staticSummary: 'An edit by staff whose run was lost, carried out to its end',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  },
});
