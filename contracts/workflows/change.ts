import { defineQuery } from '@temporalio/workflow';
import type { EventId, SlotId } from '../../core/shared/ids.ts';

// An edit that can touch a booking goes through a workflow: once begun, everybody concerned is told, whatever dies on the way.
export const slotChangeWorkflowType = 'slotChangeWorkflow';
export const eventChangeWorkflowType = 'eventChangeWorkflow';
export const slotChangeWorkflowId = (slot: SlotId, rev: number): string => `slot-change:${slot}:${rev}`;
export const eventChangeWorkflowId = (event: EventId, rev: number): string => `event-change:${event}:${rev}`;

/** Slots were added to an event: who looks at it is told, once. */
export const slotsAddedWorkflowId = (changeId: string): string => `slots-added:${changeId}`;

/** A slot was deleted: whoever keeps lists of slots is told, once. */
export const slotRemovedWorkflowId = (changeId: string): string => `slot-removed:${changeId}`;

/** The run that goes on with an edit whose own run was lost. */
export const changeAgainWorkflowId = (changeId: string): string => `change-again:${changeId}`;

/** What is to change stands in the store under this id: texts have no place in a history. */
export type ChangeInput = { readonly v: 1; readonly change_id: string; readonly trace_id: string };

/**
 * `people_changed`: others have a seat now than those the editor was told of. `room_taken`: another slot is in that room then,
 * and not one the editor was told of.
 */
export type ChangeRefusal =
  | 'gone'
  | 'changed_meanwhile'
  | 'below_taken'
  | 'people_changed'
  | 'room_taken'
  | 'not_allowed';

export type ChangeResult =
  | { readonly v: 1; readonly ok: true; readonly rev: number; readonly told: number }
  | { readonly v: 1; readonly ok: false; readonly reason: ChangeRefusal };

export type ChangeProgress = {
  readonly step: 'applying' | 'copying' | 'telling' | 'announcing' | 'done';
  readonly told: number;
};
export const changeProgress = defineQuery<ChangeProgress>('progress');
