import { defineQuery } from '@temporalio/workflow';

// Staff move people of one slot to another, one after another, each by their own workflow: it goes on whoever closes the page.
export const peopleMoveWorkflowType = 'peopleMoveWorkflow';
export const peopleMoveWorkflowId = (moveId: string): string => `people-move:${moveId}`;

/** Who is to be moved where stands in the store under this id. */
export type PeopleMoveInput = { readonly v: 1; readonly move_id: string };
export type PeopleMoveResult = { readonly v: 1; readonly asked: number };

export type PeopleMoveProgress = { readonly asked: number };
export const peopleMoveProgress = defineQuery<PeopleMoveProgress>('progress');
