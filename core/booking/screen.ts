import type { SlotId } from '../shared/ids.ts';
import type { CancelReason, InitiatedBy, Refusal, Reply } from './words.ts';

/** Said above the slots: why the candidate is back here. */
export type SlotsNotice =
  | 'slot_taken'
  | 'too_late'
  | 'closed'
  | 'hold_ran_out'
  | 'not_allowed'
  | 'released'
  | 'wish_noted'
  | 'one_opened';

/**
 * What the anchor shows, in codes, ids and instants (ms): everything a history may hold. An activity looks the rest up
 * (title, place, labels, free slots) and core/messages turns it into a text.
 */
export type Screen =
  | {
      readonly kind: 'slots';
      readonly page: number;
      readonly notice?: SlotsNotice;
      /** While moving: the old time, and until when it can be kept (swap) or taken back (release). */
      readonly keep?: { readonly slot_id: SlotId; readonly until: number; readonly still_booked: boolean };
    }
  /** `until: null`: shown without a hold, the seat is not kept. */
  | {
      readonly kind: 'chosen';
      readonly slot_id: SlotId;
      readonly until: number | null;
      readonly instead_of?: SlotId;
    }
  | {
      readonly kind: 'booked';
      readonly slot_id: SlotId;
      readonly number: string;
      readonly moved: boolean;
      readonly kept?: true;
      /** The interviewer had asked about another time, and asks no more. */
      readonly withdrawn?: true;
    }
  | { readonly kind: 'none_fits'; readonly wished: boolean }
  | { readonly kind: 'cancel_ask'; readonly slot_id: SlotId | null }
  /** The next text within ten minutes is the reason. */
  | { readonly kind: 'cancel_other' }
  | { readonly kind: 'cancelled'; readonly by: InitiatedBy['role']; readonly reason?: CancelReason }
  | {
      readonly kind: 'reminder';
      readonly slot_id: SlotId;
      readonly number: string;
      readonly can_move: boolean;
      readonly reply?: Reply;
      /** Times that staff proposed and that are not answered. */
      readonly proposed?: readonly SlotId[];
    }
  /** The interviewer asks whether another time fits; until one is chosen the booked one stands. */
  | {
      readonly kind: 'proposal';
      readonly slot_id: SlotId;
      readonly times: readonly SlotId[];
      readonly notice?: SlotsNotice;
    }
  /** Staff changed it: from what to what (ISO-like values kept by the change's own record, found by `rev`). */
  | {
      readonly kind: 'changed';
      readonly slot_id: SlotId;
      readonly number: string;
      readonly rev: number;
      readonly what: 'time' | 'place' | 'slot';
      /** The candidate cannot move it any more. */
      readonly fixed?: true;
    }
  /** Why it cannot be moved, with what can be done instead. */
  | {
      readonly kind: 'refused';
      readonly reason: Refusal;
      readonly slot_id: SlotId | null;
      readonly number?: string;
    }
  /** "You have no time booked now." */
  | { readonly kind: 'unbooked' }
  | { readonly kind: 'past'; readonly slot_id: SlotId }
  | { readonly kind: 'closed' }
  | { readonly kind: 'nudge' };

/** What the callback's answer says: a toast, or an alert that has to be closed. */
export type TapAnswer = {
  readonly code:
    | 'ok'
    | 'outdated'
    | 'slot_taken'
    | 'too_late'
    | 'closed'
    | 'not_allowed'
    | 'cannot_move'
    | 'thanks'
    | 'noted';
  readonly alert: boolean;
};
