import type { BookingStatus, InitiatedBy, Outcome, Reply } from '../../booking/words.ts';
import type { BookingId } from '../../shared/ids.ts';
import type { EventText, SlotLine } from '../model.ts';

/** A booking as it stands, on a card for staff. Texts are raw. */
export type StaffCard = {
  readonly booking_id: BookingId;
  readonly rev: number;
  readonly number: string | null;
  readonly status: BookingStatus;
  readonly event: EventText;
  readonly candidate: { readonly name: string; readonly phone: string | null };
  readonly slot: (SlotLine & { readonly specialist: string | null }) | null;
  /** Given up while another time is chosen. */
  readonly previous_at: number | null;
  readonly reply: Reply | null;
  /** When the times begin that were proposed and are not answered. */
  readonly proposed: readonly number[];
  readonly arrived: boolean;
  readonly outcome: Outcome | null;
  readonly cancelled_by: InitiatedBy['role'] | null;
  /** A newer one of the same person and event takes its place: nothing can be done to this one. */
  readonly latest: boolean;
};

export type Duty = 'admin' | 'specialist';

/** One line of a day. */
export type DayLine = {
  readonly booking_id: BookingId;
  readonly name: string;
  readonly number: string | null;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly location: string | null;
  readonly room: string | null;
  readonly status: 'booked' | 'done' | 'no_show';
  readonly reply: Reply | null;
  readonly arrived: boolean;
};

/** One of those found. */
export type FoundLine = {
  readonly booking_id: BookingId;
  readonly name: string;
  readonly number: string | null;
  readonly event: string;
  readonly starts_at: number | null;
  readonly status: BookingStatus;
};
