// The words a broadcast is spoken of in: workflow, ledger, panel, API.

/** Of one recipient. `claimed`: a call was begun; `unknown`: nobody saw its answer, and nobody makes it again by themselves. */
export type RecipientState = 'waiting' | 'claimed' | 'sent' | 'failed' | 'blocked' | 'unknown' | 'skipped';

/** Why somebody was left out, as it stood right before their message would have gone out. */
export type SkipReason =
  | 'gone'
  | 'no_telegram'
  | 'not_allowed'
  | 'not_invited'
  | 'quiet'
  | 'blocked'
  | 'booked'
  | 'closed'
  | 'cancelled';

/** Whose the message is. */
export type AnnouncementOwner = 'broadcast' | 'booking' | 'recalled';

/** `posting` and `posted` of one chat, `sending` to `cancelled` of many people. */
export type BroadcastStatus =
  | 'draft'
  | 'stored'
  | 'posting'
  | 'posted'
  | 'sending'
  | 'paused'
  | 'done'
  | 'cancelled'
  | 'failed';

/** Neither being written any more nor over. */
export const underWay = [
  'stored',
  'posting',
  'sending',
  'paused',
] as const satisfies readonly BroadcastStatus[];

export type Counts = Readonly<Record<RecipientState, number>>;
