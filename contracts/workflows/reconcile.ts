import { defineQuery } from '@temporalio/workflow';
import type { Alarm, DamageKind } from '../../core/damage/words.ts';

export const reconcileWorkflowType = 'reconcileWorkflow';
export const reconcileScheduleId = 'reconcile';
export const reconcileWorkflowId = 'reconcile';
export const reconcileEveryMinutes = 5;

export type ReconcileInput = {
  readonly v: 1;
  /** How long something must have been wrong before it is acted on; in at least two passes whatever this says. */
  readonly min_age_ms?: number;
  /** More workflows terminated by hand than this: no booking of theirs is cancelled, and there is an alarm. */
  readonly cancel_at_most?: number;
  /** What becomes of a booking whose workflow was terminated by hand. */
  readonly terminated?: 'cancel' | 'start';
};
export const reconcileDefaults = { min_age_ms: 120_000, cancel_at_most: 20, terminated: 'cancel' } as const;

export type ByKind = Partial<Readonly<Record<DamageKind, number>>>;

/** What one pass saw and did. Plain numbers: nothing personal enters a history. */
export type ReconcileResult = {
  readonly v: 1;
  readonly seats: number;
  readonly active_bookings: number;
  readonly open_workflows: number;
  /** All that is wrong now; nothing in a healthy system. */
  readonly found: ByKind;
  /** Of these, what this pass had somebody mend. */
  readonly repaired: ByKind;
  readonly alarms: readonly Alarm[];
};

export type ReconcileProgress = {
  readonly step: 'stores' | 'workflows' | 'planning' | 'repairing' | 'reporting' | 'done';
  readonly found: number;
  readonly repaired: number;
};

/** Query: how far the pass is; changes nothing. */
export const reconcileProgress = defineQuery<ReconcileProgress>('progress');

export const total = (counts: ByKind): number => Object.values(counts).reduce((sum, one) => sum + one, 0);
