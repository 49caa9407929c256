import type { EventId } from '../../../core/shared/ids.ts';
import type { BookingQuery, BookingRow } from './bookings.ts';
import type { DayRow } from './day.ts';
import type { EventRow, SlotRow } from './events.ts';
import type { Page } from './page.ts';

/** What the panel reads. Every answer is of one company. */
export type PanelReader = {
  day(company: string, day: string): Promise<readonly DayRow[]>;
  events(company: string): Promise<readonly EventRow[]>;
  event(company: string, id: EventId): Promise<EventRow | undefined>;
  slots(event: EventId, now: number): Promise<readonly SlotRow[]>;
  /** The newest first. */
  bookings(company: string, query: BookingQuery, most: number): Promise<Page<BookingRow>>;
};
