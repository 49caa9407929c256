import type { EventId, UserId } from '../../../core/shared/ids.ts';
import type { BookingQuery, BookingRow } from './bookings.ts';
import type { DayRow } from './day.ts';
import type { EventRow, SlotRow, Specialist } from './events.ts';
import type { Page } from './page.ts';

/** What the panel reads. Every answer is of one company. */
export type PanelReader = {
  /** `specialist`: only what is in this specialist's own slots. */
  day(company: string, day: string, specialist?: UserId): Promise<readonly DayRow[]>;
  events(company: string): Promise<readonly EventRow[]>;
  event(company: string, id: EventId): Promise<EventRow | undefined>;
  slots(event: EventId, now: number): Promise<readonly SlotRow[]>;
  /** Who can be given a slot. */
  specialists(company: string): Promise<readonly Specialist[]>;
  /** The newest first. */
  bookings(company: string, query: BookingQuery, most: number): Promise<Page<BookingRow>>;
};
