import type { WorkflowHandle } from '@temporalio/client';
import { runReconcileNow } from '../../../adapters/temporal/reconcile-now.ts';
import { closingScheduleId, closingWorkflowType } from '../../../contracts/workflows/closing.ts';
import { pruningScheduleId, pruningWorkflowType } from '../../../contracts/workflows/pruning.ts';
import { reconcileWorkflowType } from '../../../contracts/workflows/reconcile.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import { changeEvent, changeSlot } from '../change.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

/** Workflows that belong to no candidate. */
export const desk: readonly Story[] = [
  {
    name: 'slot-change',
    async play(scene) {
      const { event } = await scene.booked();
      return changeSlot(scene, event, { time: '17:00' }, { time: '14:00' });
    },
  },
  {
    name: 'slot-change-refused',
    async play(scene) {
      return changeSlot(scene, await scene.event(), { time: '17:00' }, { time: '09:00' });
    },
  },
  {
    name: 'event-change',
    async play(scene) {
      const { event } = await scene.booked();
      return changeEvent(scene, event, { status: 'closed' }, { status: 'open' });
    },
  },
  {
    name: 'event-change-refused',
    async play(scene) {
      return changeEvent(scene, await scene.event(), { status: 'closed' }, { status: 'archived' });
    },
  },
  {
    name: 'reconcile',
    async play(scene) {
      await runReconcileNow(scene.client);
      return passOf(scene, reconcileWorkflowType);
    },
  },
  {
    name: 'closing',
    async play(scene) {
      await scene.event({ starts: [scene.at(-1, '14:00')] });
      await scene.client.schedule.getHandle(closingScheduleId).trigger();
      return passOf(scene, closingWorkflowType);
    },
  },
  {
    name: 'pruning',
    async play(scene) {
      await scene.house.db.collection('processed_messages').insertOne({ at: new Date(0) });
      await scene.client.schedule.getHandle(pruningScheduleId).trigger();
      return passOf(scene, pruningWorkflowType);
    },
  },
];

/** The last pass of a schedule's that was carried out to its end. */
const passOf = (scene: Scene, type: string): Promise<WorkflowHandle> =>
  waitFor(`a pass of ${type}`, async () => {
    const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Completed'`;
    for await (const { workflowId, runId } of scene.client.workflow.list({ query }))
      return scene.client.workflow.getHandle(workflowId, runId);
    return undefined;
  });
