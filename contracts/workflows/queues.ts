/** Task queues: what a person waits for, and what may take its time. */
export const taskQueues = { booking: 'booking', bulk: 'bulk' } as const;
export type TaskQueue = keyof typeof taskQueues;
