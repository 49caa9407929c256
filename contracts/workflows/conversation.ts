import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { UserId } from '../../core/shared/ids.ts';

/** One per person, while there is something to pass on, to send or to remind of. What was said stands in the store. */
export const conversationWorkflowType = 'conversationWorkflow';
export const conversationWorkflowId = (user: UserId): string => `conversation:${user}`;

/** `heard`: messages that a run before this one had not taken up yet; `to_worker`: nor put before the plugged-in worker; `to_topic`: nor carried into their topic. */
export type ConversationInput = {
  readonly v: 1;
  readonly user_id: UserId;
  readonly heard?: readonly string[];
  readonly to_worker?: true;
  readonly to_topic?: true;
};

/** The person wrote, or changed what they had written. */
export const said = defineSignal<[{ readonly v: 1; readonly message_id: string }]>('said');
/** An answer waits in the store, or the time of day was moved. */
export const look = defineSignal<[{ readonly v: 1 }]>('look');

export type ConversationResult = { readonly v: 1; readonly heard: number; readonly sent: number };
export const conversationProgress = defineQuery<{ readonly heard: number; readonly sent: number }>(
  'progress',
);
