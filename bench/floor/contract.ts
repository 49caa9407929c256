import { defineUpdate } from '@temporalio/workflow';

/** What the floor's bot hands its workflow: enough to answer the tap, and nothing else. */
export type FloorTap = {
  readonly query_id: string;
  readonly chat_id: number;
  readonly message_id: number;
  /** The second tap of a person is announced, as a confirmation is. */
  readonly last: boolean;
};
export type FloorActivities = {
  nothing(): Promise<void>;
  show(tap: FloorTap): Promise<void>;
};

/** Asked, answered when two orders to the store are done: what booking by an update is at least. */
export const floorAsk = defineUpdate<void>('ask');

export const floorQueue = 'bench-floor';
export const floorButtons = ['First', 'Second'] as const;
export const floorShown = { First: 'The first is done', Second: 'The second is done' } as const;
