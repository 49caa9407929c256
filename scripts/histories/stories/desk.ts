import { runReconcileNow } from '../../../adapters/temporal/reconcile-now.ts';
import { reconcileWorkflowType } from '../../../contracts/workflows/reconcile.ts';
import { changeEvent, changeSlot } from '../change.ts';
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
      const query = `WorkflowType = '${reconcileWorkflowType}' AND ExecutionStatus = 'Completed'`;
      for await (const { workflowId, runId } of scene.client.workflow.list({ query }))
        return scene.client.workflow.getHandle(workflowId, runId);
      throw new Error('the pass is not listed');
    },
  },
];
