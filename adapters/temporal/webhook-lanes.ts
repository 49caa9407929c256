import type { Client } from '@temporalio/client';
import { taskQueues } from '../../contracts/workflows/queues.ts';
import {
  deliveryWaits,
  type WebhookInput,
  webhookWorkflowId,
  webhookWorkflowType,
} from '../../contracts/workflows/webhook.ts';

export type WakeLane = (
  lane: { readonly webhook_id: string; readonly subject: string },
  now: boolean,
) => Promise<void>;

/** What waits in the store waits on: whoever asked asks again. */
const patienceMs = 8_000;

/** Starts the run that sends what waits, or tells the one that runs. */
export const createWebhookLanes =
  (client: Client): WakeLane =>
  async ({ webhook_id, subject }, now) => {
    const told = {
      workflowId: webhookWorkflowId(webhook_id, subject),
      taskQueue: taskQueues.bulk,
      args: [{ v: 1, webhook_id, subject }] as [WebhookInput],
      signal: deliveryWaits,
      signalArgs: [{ v: 1 as const, now }] as [{ v: 1; now: boolean }],
      staticSummary: 'Sends to a webhook what happened to one booking or slot',
    };
    await client.withDeadline(Date.now() + patienceMs, () =>
      client.workflow.signalWithStart(webhookWorkflowType, told),
    );
  };
