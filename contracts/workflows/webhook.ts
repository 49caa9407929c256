import { defineQuery, defineSignal } from '@temporalio/workflow';

// One run per webhook and subject (a booking, or a slot), while there is something to send to it: so its deliveries go out in order.
export const webhookWorkflowType = 'webhookWorkflow';
export const webhookWorkflowId = (webhook: string, subject: string): string =>
  `webhook:${webhook}:${subject}`;

/** What is sent stands in the store: texts have no place in a history. */
export type WebhookInput = { readonly v: 1; readonly webhook_id: string; readonly subject: string };

/** A delivery waits. `now`: somebody asked for it again, it does not wait for the next try. */
export const deliveryWaits = defineSignal<[{ readonly v: 1; readonly now: boolean }]>('deliveryWaits');

export type WebhookResult = { readonly v: 1; readonly delivered: number; readonly dead: number };
export const webhookProgress = defineQuery<{ readonly delivered: number; readonly dead: number }>('progress');
