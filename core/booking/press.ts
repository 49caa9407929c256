import type { SlotId } from '../shared/ids.ts';
import type { CancelReason, Reply } from './words.ts';

/** What a candidate can ask of one event's workflow: by a button or by a command. */
export type Press =
  /** Show the slots. From an announcement, a deep link or /slots. */
  | { readonly kind: 'sign_up' }
  | { readonly kind: 'choose'; readonly slot_id: SlotId }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'back' }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'none_fits' }
  /** "Tell me when one opens." */
  | { readonly kind: 'wish' }
  /** /reschedule and the reminder's Move. */
  | { readonly kind: 'move' }
  /** The old time while moving, or the one that is booked when another was proposed. */
  | { readonly kind: 'keep' }
  /** One of the times that staff proposed. */
  | { readonly kind: 'accept'; readonly slot_id: SlotId }
  /** Asks once; nothing is cancelled yet. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'cancel_reason'; readonly code: CancelReason }
  | { readonly kind: 'cancel_back' }
  | { readonly kind: 'reply'; readonly value: Reply }
  /** /mybooking: the anchor again, at the bottom. */
  | { readonly kind: 'show' }
  | { readonly kind: 'calendar' };

export type PressKind = Press['kind'];
