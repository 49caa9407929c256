import type { BookingFilter, FullBooking } from '../../contracts/api/booking-resource.ts';
import type { BookingId } from '../../core/shared/ids.ts';
import type { Page, PageWanted } from './page.ts';

/** One line of the file. */
export type ExportedBooking = {
  readonly booking_id: string;
  readonly number: string | null;
  readonly status: string;
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
  readonly event: string;
  readonly starts_at: number | null;
  readonly location: string | null;
  readonly room: string | null;
};

/** Bookings of one company; another’s is none. */
export type Bookings = {
  page(company: string, filter: BookingFilter, page: PageWanted): Promise<Page<FullBooking>>;
  byId(company: string, booking: BookingId): Promise<FullBooking | undefined>;
  exported(company: string, filter: BookingFilter, page: PageWanted): Promise<Page<ExportedBooking>>;
};
