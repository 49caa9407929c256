import type { BookingId, EventId, UserId } from '../../../core/shared/ids.ts';

export const bookingFilters = ['booked', 'pending', 'done', 'no_show', 'cancelled'] as const;
export type BookingQuery = {
  readonly event: EventId | undefined;
  readonly status: (typeof bookingFilters)[number] | undefined;
  /** A name, a username or a number, as typed. */
  readonly text: string;
  /** Where the page before this one ended. */
  readonly after: string | undefined;
};
export type BookingRow = {
  readonly booking_id: BookingId;
  readonly event_id: EventId;
  readonly user_id: UserId;
  readonly event: string;
  readonly number: string | null;
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
  readonly status: (typeof bookingFilters)[number];
  readonly starts_at: number | null;
  readonly location: string | null;
  readonly room: string | null;
};
