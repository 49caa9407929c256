/** One announcement. Its id is its dedupe: the same command is the same run, whatever its age. */
export const broadcastWorkflowType = 'broadcastWorkflow';
export const broadcastWorkflowId = (broadcastId: string): string => `broadcast:${broadcastId}`;

/** The text and its audience stand in the database under this id. */
export type BroadcastInput = { readonly v: 1; readonly broadcast_id: string };
