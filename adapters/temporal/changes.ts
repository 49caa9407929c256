import { randomUUID } from 'node:crypto';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithStartDetails,
} from '@temporalio/client';
import type { StartEventChange } from '../../activities/closing/ports.ts';
import type { ChangeResumer } from '../../activities/reconcile/ports.ts';
import {
  type ChangeInput,
  type ChangeResult,
  changeAgainWorkflowId,
  eventChangeWorkflowId,
  eventChangeWorkflowType,
  slotChangeWorkflowId,
  slotChangeWorkflowType,
  slotRemovedWorkflowId,
  slotsAddedWorkflowId,
} from '../../contracts/workflows/change.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';

/** `rev`: of what the editor saw. Resolves when everybody concerned is told. */
type Asked = { readonly rev: number; readonly changeId: string };
type Change = (input: ChangeInput) => Promise<ChangeResult>;

type Started = Promise<WorkflowHandleWithStartDetails<Change>>;

const start = (
  client: Client,
  type: string,
  workflowId: string,
  changeId: string,
  summary: string,
): Started =>
  client.workflow.start<Change>(type, {
    workflowId,
    taskQueue: taskQueues.bulk,
    args: [{ v: 1, change_id: changeId, trace_id: randomUUID() }],
    staticSummary: summary,
  });

export const startEventChange = (
  client: Client,
  { event, rev, changeId }: Asked & { readonly event: EventId },
): Started =>
  start(
    client,
    eventChangeWorkflowType,
    eventChangeWorkflowId(event, rev),
    changeId,
    'Event changed by staff',
  );

export const startSlotChange = (
  client: Client,
  { slot, rev, changeId }: Asked & { readonly slot: SlotId },
): Started =>
  start(client, slotChangeWorkflowType, slotChangeWorkflowId(slot, rev), changeId, 'Slot changed by staff');

export const runEventChange = async (client: Client, asked: Asked & { readonly event: EventId }) =>
  (await startEventChange(client, asked)).result();

export const runSlotChange = async (client: Client, asked: Asked & { readonly slot: SlotId }) =>
  (await startSlotChange(client, asked)).result();

/** For those who do not wait for its end. */
export const createEventChangeStart =
  (client: Client): StartEventChange =>
  ({ event, rev, changeId }) =>
    begin(client, eventChangeWorkflowType, {
      id: eventChangeWorkflowId(event, rev),
      changeId,
      summary: 'Event closed after its last slot',
    });

/** Who looks at the event sees its new slots, and who waits for one hears of them. */
export const startSlotsAdded = (client: Client, changeId: string): Promise<void> =>
  begin(client, eventChangeWorkflowType, {
    id: slotsAddedWorkflowId(changeId),
    changeId,
    summary: 'Slots added by staff',
  });

/** Whoever keeps lists of slots hears that one is gone; who looks at the event does not see it any more. */
export const startSlotRemoved = (client: Client, changeId: string): Promise<void> =>
  begin(client, eventChangeWorkflowType, {
    id: slotRemovedWorkflowId(changeId),
    changeId,
    summary: 'Slot deleted by staff',
  });

/** Every step of a change may be repeated: one that is on its way after all does no harm. */
export const createChangeResumer = (client: Client): ChangeResumer => ({
  resume: ({ change_id, slot_id }) =>
    begin(client, slot_id ? slotChangeWorkflowType : eventChangeWorkflowType, {
      id: changeAgainWorkflowId(change_id),
      changeId: change_id,
      summary: 'An edit by staff whose run was lost, carried out to its end',
    }),
});

/** One that is running under this id already is enough. */
async function begin(
  client: Client,
  type: string,
  { id, changeId, summary }: { readonly id: string; readonly changeId: string; readonly summary: string },
): Promise<void> {
  try {
    await client.workflow.start<Change>(type, {
      workflowId: id,
      taskQueue: taskQueues.bulk,
      args: [{ v: 1, change_id: changeId, trace_id: randomUUID() }],
      staticSummary: summary,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
