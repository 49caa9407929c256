import { defineQuery } from '@temporalio/workflow';

export const reconcileWorkflowType = 'reconcileWorkflow';
export const reconcileScheduleId = 'reconcile';
export const reconcileWorkflowId = 'reconcile';
export const reconcileEveryMinutes = 5;

/** What one pass saw. Plain numbers: nothing personal enters a history. */
export type ReconcileCounts = {
  readonly v: 1;
  readonly seats: number;
  readonly active_bookings: number;
  readonly open_workflows: number;
};

export type ReconcileProgress = { readonly step: 'counting stores' | 'counting workflows' | 'done' };

/** Query: how far the pass is; changes nothing. */
export const reconcileProgress = defineQuery<ReconcileProgress>('progress');
