import type { BookingId, SlotId } from '../shared/ids.ts';

/** Where a booking's menu was opened from, and leads back to. */
export const returns = ['card', 'today', 'week'] as const;
export type ReturnTo = (typeof returns)[number];

export const staffDays = ['today', 'week'] as const;
export type StaffDay = (typeof staffDays)[number];

/** The end of a slot's id: three whole ones have no room in a button. Among the few that somebody sees it is unique. */
export type SlotMark = string;
export const slotMark = (slot: SlotId): SlotMark => slot.slice(-8);

type OnBooking =
  | { readonly kind: 'card' }
  | { readonly kind: 'hide' }
  | { readonly kind: 'menu'; readonly return_to: ReturnTo }
  | { readonly kind: 'cancel'; readonly return_to: ReturnTo }
  | { readonly kind: 'confirm_cancel'; readonly return_to: ReturnTo }
  | { readonly kind: 'slots'; readonly page: number }
  | { readonly kind: 'move_to'; readonly slot_id: SlotId }
  /** Which of their own times somebody would propose: those marked so far. */
  | { readonly kind: 'propose'; readonly marks: readonly SlotMark[]; readonly page: number }
  | { readonly kind: 'send_proposal'; readonly marks: readonly SlotMark[] }
  /** What was proposed is proposed no more. */
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'outcome'; readonly outcome: 'done' | 'no_show' | 'undone' };

/** What a button does that stands on a message about a booking. */
export type BookingPress = OnBooking & {
  readonly booking_id: BookingId;
  /** Of the booking when the button was drawn; null: only its menu opens. */
  readonly rev: number | null;
};

/** Buttons of specialists and coordinators. */
export type StaffPress =
  | BookingPress
  | { readonly kind: 'day'; readonly day: StaffDay; readonly page: number };
