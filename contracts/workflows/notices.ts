import { defineQuery } from '@temporalio/workflow';

export const noticesWorkflowType = 'noticesWorkflow';
export const noticesScheduleId = 'notices';
export const noticesWorkflowId = 'notices';
export const noticesEveryMinutes = 1;

/** Something a person of the staff gets at a certain hour. */
export type Notice =
  /** Their own interviews of that day, at eleven. */
  | { readonly kind: 'day'; readonly user_id: string; readonly day: string }
  /** Interviews of that day nobody has recorded an outcome of, in the evening. */
  | { readonly kind: 'chase'; readonly user_id: string; readonly day: string }
  /** What was kept for them until that instant. */
  | { readonly kind: 'held'; readonly user_id: string; readonly until: number };

/** `left`: those that could not be sent now; the next pass finds them again. */
export type NoticesResult = {
  readonly v: 1;
  readonly found: number;
  readonly sent: number;
  readonly left: number;
};
export type NoticesProgress = Omit<NoticesResult, 'v'>;

/** Query: how far the pass is; changes nothing. */
export const noticesProgress = defineQuery<NoticesProgress>('progress');

/** Of the ledger's row: the same notice is the same message. */
export const noticeKey = (notice: Notice): string =>
  `notice:${notice.kind}:${notice.user_id}:${notice.kind === 'held' ? notice.until : notice.day}`;
