import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { BroadcastStatus, Counts } from '../../core/broadcasts/words.ts';

/** One announcement. Its id is its dedupe: the same command is the same run, whatever its age. */
export const broadcastWorkflowType = 'broadcastWorkflow';
export const broadcastWorkflowId = (broadcastId: string): string => `broadcast:${broadcastId}`;

/** The text and its audience stand in the database under this id. `carried`: the run's own, for the next one. */
export type BroadcastInput = { readonly v: 1; readonly broadcast_id: string; readonly carried?: unknown };

/** `reason`: a sentence for operators, without what was to be said. */
export type BroadcastResult =
  | { readonly v: 1; readonly posted: true; readonly message_id: number }
  | { readonly v: 1; readonly posted: false; readonly reason: string }
  | { readonly v: 1; readonly status: BroadcastStatus; readonly counts: Counts };

export type BroadcastProgress = {
  readonly step: 'planning' | BroadcastStatus;
  /** Recipients known so far; 0 for one chat. */
  readonly rows: number;
  readonly all_known: boolean;
};
export const broadcastProgress = defineQuery<BroadcastProgress>('progress');

export type BroadcastRefusal =
  /** Nothing to do that to: it is over, or not begun, or it is one message in one chat. */
  | 'not_now'
  /** Nobody it could be done for. */
  | 'nobody';
export type BroadcastAnswer =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly reason: BroadcastRefusal };

/** Asked by panel and API. Stops handing out; what is under way ends within a moment. */
export const pauseBroadcast = defineUpdate<BroadcastAnswer>('pause');
export const resumeBroadcast = defineUpdate<BroadcastAnswer>('resume');
/** Nobody else hears of it; those who heard keep what they have. */
export const cancelBroadcast = defineUpdate<BroadcastAnswer>('cancel');
/** `unknown`: also those of whom nobody knows, who may get it twice. */
export type RetryRequest = { readonly v: 1; readonly unknown: boolean };
export const retryBroadcast = defineUpdate<BroadcastAnswer, [RetryRequest]>('retry');
/** Takes back what still is the broadcast's; sending ends. */
export const recallBroadcast = defineUpdate<BroadcastAnswer>('recall');

/** The same message to whoever wrote it, before anybody else gets it. */
export const broadcastTestWorkflowType = 'broadcastTestWorkflow';
export const broadcastTestWorkflowId = (broadcastId: string, key: string): string =>
  `broadcast-test:${broadcastId}:${key}`;
export type BroadcastTestInput = {
  readonly v: 1;
  readonly broadcast_id: string;
  readonly user_id: string;
  readonly key: string;
};
export type BroadcastTestResult = { readonly v: 1; readonly sent: boolean };
