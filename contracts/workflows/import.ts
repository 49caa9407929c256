import { defineQuery } from '@temporalio/workflow';

// A list of candidates is written, some rows at a time: it goes on whoever closes the page.
export const importWorkflowType = 'importWorkflow';
export const importWorkflowId = (importId: string): string => `import:${importId}`;

/** The rows stand in the store under this id. */
export type ImportInput = { readonly v: 1; readonly import_id: string };
export type ImportResult = { readonly v: 1; readonly rows: number };

export type ImportProgress = { readonly rows: number };
export const importProgress = defineQuery<ImportProgress>('progress');
