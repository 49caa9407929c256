import { defineQuery } from '@temporalio/workflow';

export const closingWorkflowType = 'closingWorkflow';
export const closingScheduleId = 'closing';
export const closingWorkflowId = 'closing';
export const closingEveryMinutes = 60;

/** What one pass saw and set going. */
export type ClosingResult = { readonly v: 1; readonly over: number; readonly asked: number };

export type ClosingProgress = { readonly over: number; readonly asked: number };

/** Query: how far the pass is; changes nothing. */
export const closingProgress = defineQuery<ClosingProgress>('progress');
