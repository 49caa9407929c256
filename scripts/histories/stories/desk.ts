import type { WorkflowHandle } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import type { WebhookDoc } from '../../../adapters/mongo/documents/webhook.ts';
import { runReconcileNow } from '../../../adapters/temporal/reconcile-now.ts';
import { createWebhookLanes } from '../../../adapters/temporal/webhook-lanes.ts';
import { newWebhookSecret } from '../../../adapters/webhooks/sign.ts';
import { closingScheduleId, closingWorkflowType } from '../../../contracts/workflows/closing.ts';
import { noticesScheduleId, noticesWorkflowType } from '../../../contracts/workflows/notices.ts';
import { pruningScheduleId, pruningWorkflowType } from '../../../contracts/workflows/pruning.ts';
import { reconcileWorkflowType } from '../../../contracts/workflows/reconcile.ts';
import { webhookWorkflowId } from '../../../contracts/workflows/webhook.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import { WebhookReceiver } from '../../../tests/support/webhook-receiver.ts';
import { changeEvent, changeSlot } from '../change.ts';
import { importPeople } from '../import-people.ts';
import { movePeople } from '../move-people.ts';
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
    name: 'webhook-delivered-late',
    async play(scene) {
      const receiver = new WebhookReceiver();
      let failures = 1;
      receiver.answer = (_got, response) => {
        response.statusCode = failures-- > 0 ? 500 : 200;
        response.end();
      };
      try {
        const types = ['booking.created', 'booking.cancelled'];
        const _id = await webhookTo(scene, `${await receiver.listen()}/`, types);
        const { event, person } = await scene.booked();
        await scene.commands.cancel(scene.whose(person, event), { ...scene.asked(), reason: 'time' });
        const [got] = await waitFor('both deliveries', () =>
          receiver.got.length > 2 ? receiver.got : undefined,
        );
        const { data } = JSON.parse(got?.body ?? '') as { data: { booking_id: string } };
        const run = scene.client.workflow.getHandle(webhookWorkflowId(_id, data.booking_id));
        await scene.ended(run);
        return run;
      } finally {
        await receiver.close();
      }
    },
  },
  {
    name: 'webhook-replay-during-a-try',
    async play(scene) {
      const receiver = new WebhookReceiver();
      let fail: (() => void) | undefined;
      receiver.answer = (_got, response) => {
        receiver.answer = (_again, later) => later.end();
        fail = () => void response.destroy();
      };
      try {
        const webhook_id = await webhookTo(scene, `${await receiver.listen()}/`, ['booking.created']);
        await scene.booked();
        const failNow = await waitFor('the first try', () => fail);
        const { data } = JSON.parse(receiver.got[0]?.body ?? '') as { data: { booking_id: string } };
        await createWebhookLanes(scene.client)({ webhook_id, subject: data.booking_id }, true);
        failNow();
        const run = scene.client.workflow.getHandle(webhookWorkflowId(webhook_id, data.booking_id));
        await scene.ended(run);
        return run;
      } finally {
        await receiver.close();
      }
    },
  },
  {
    name: 'people-move',
    async play(scene) {
      const { event, person } = await scene.booked();
      return movePeople(scene, event, person.userId);
    },
  },
  {
    name: 'people-import',
    play: (scene) => importPeople(scene, 250),
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
    name: 'notices',
    async play(scene) {
      await scene.client.schedule.getHandle(noticesScheduleId).trigger();
      return passOf(scene, noticesWorkflowType);
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

async function webhookTo(scene: Scene, url: string, types: readonly string[]): Promise<string> {
  const hook: WebhookDoc = {
    _id: new ObjectId(),
    company_id: 'default',
    url,
    types,
    description: null,
    secret: newWebhookSecret(),
    status: 'active',
    paused_because: null,
    created_at: new Date(),
  };
  await scene.house.db.collection<WebhookDoc>('webhooks').insertOne(hook);
  return hook._id.toHexString();
}

/** The last pass of a schedule's that was carried out to its end. */
const passOf = (scene: Scene, type: string): Promise<WorkflowHandle> =>
  waitFor(`a pass of ${type}`, async () => {
    const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Completed'`;
    for await (const { workflowId, runId } of scene.client.workflow.list({ query }))
      return scene.client.workflow.getHandle(workflowId, runId);
    return undefined;
  });
