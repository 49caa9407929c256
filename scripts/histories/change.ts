import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import type {
  ChangeDoc,
  EventChangeDoc,
  EventPatch,
  SlotChangeDoc,
  SlotPatch,
} from '../../adapters/mongo/documents/change.ts';
import {
  type ChangeInput,
  eventChangeWorkflowId,
  eventChangeWorkflowType,
  slotChangeWorkflowId,
  slotChangeWorkflowType,
} from '../../contracts/workflows/change.ts';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import { eventId } from '../../core/shared/ids.ts';
import type { Event, Scene } from './scene.ts';

const stored = () => ({
  _id: randomUUID(),
  initiated_by: { user_id: null, role: 'admin', channel: 'panel' } as const,
  reason: null,
  at: new Date(),
  applied: null,
  told: null,
  finished_at: null,
});

async function carryOut(scene: Scene, type: string, id: string, change: ChangeDoc): Promise<WorkflowHandle> {
  await scene.house.db.collection<ChangeDoc>('changes').insertOne(change);
  const input: ChangeInput = { v: 1, change_id: change._id, trace_id: randomUUID() };
  const run = await scene.client.workflow.start(type, {
    workflowId: id,
    taskQueue: taskQueues.bulk,
    args: [input],
  });
  await run.result();
  return run;
}

/** An edit of the event's first slot, as the panel has it carried out. */
export function changeSlot(
  scene: Scene,
  event: Event,
  patch: SlotPatch,
  seen: SlotPatch,
): Promise<WorkflowHandle> {
  const change: SlotChangeDoc = {
    ...stored(),
    target: 'slot',
    slot_id: new ObjectId(scene.slot(event, 0)),
    event_id: new ObjectId(event.id),
    patch,
    seen,
  };
  return carryOut(scene, slotChangeWorkflowType, slotChangeWorkflowId(scene.slot(event, 0), 1), change);
}

export function changeEvent(
  scene: Scene,
  event: Event,
  patch: EventPatch,
  seen: EventPatch,
): Promise<WorkflowHandle> {
  const change: EventChangeDoc = {
    ...stored(),
    target: 'event',
    event_id: new ObjectId(event.id),
    patch,
    seen,
  };
  const id = eventChangeWorkflowId(eventId(event.id), 1);
  return carryOut(scene, eventChangeWorkflowType, id, change);
}
