// What announcing needs, for the panel and for the API alike.
import type { BroadcastAnswer } from '../../contracts/workflows/broadcast.ts';
import type { UserId } from '../../core/shared/ids.ts';

/** `outcome_unknown`: no answer in time. It may still happen; asking again does no harm. */
export type ControlAnswer = BroadcastAnswer | { readonly ok: false; readonly reason: 'outcome_unknown' };

/** Its workflow does it. `key`: of the wish; the same again is one. */
export type BroadcastControl = {
  pause(broadcastId: string, key: string): Promise<ControlAnswer>;
  resume(broadcastId: string, key: string): Promise<ControlAnswer>;
  cancel(broadcastId: string, key: string): Promise<ControlAnswer>;
  /** `unknown`: also those of whom nobody knows whether they got it. */
  retry(broadcastId: string, key: string, unknown: boolean): Promise<ControlAnswer>;
  recall(broadcastId: string, key: string): Promise<ControlAnswer>;
  /** The same message to this person alone. */
  test(broadcastId: string, key: string, user: UserId): Promise<'sent' | 'not_sent' | 'outcome_unknown'>;
};
