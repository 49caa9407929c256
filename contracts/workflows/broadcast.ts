import { defineQuery } from '@temporalio/workflow';

/** One announcement. Its id is its dedupe: the same command is the same run, whatever its age. */
export const broadcastWorkflowType = 'broadcastWorkflow';
export const broadcastWorkflowId = (broadcastId: string): string => `broadcast:${broadcastId}`;

/** The text and its audience stand in the database under this id. */
export type BroadcastInput = { readonly v: 1; readonly broadcast_id: string };

/** `reason`: a sentence for operators, without what was to be said. */
export type BroadcastResult =
  | { readonly v: 1; readonly posted: true; readonly message_id: number }
  | { readonly v: 1; readonly posted: false; readonly reason: string };

export type BroadcastProgress = { readonly step: 'planning' | 'posting' | 'posted' | 'failed' };
export const broadcastProgress = defineQuery<BroadcastProgress>('progress');
