import type { EventId, UserId } from '../../../core/shared/ids.ts';
import type { BookingQuery, BookingRow } from './bookings.ts';
import type { DayRow, OwnSlot } from './day.ts';
import type { EventDay, EventNamed, EventRow, SlotPage, SlotQuery, SlotRow, Specialist } from './events.ts';
import type { Page } from './page.ts';

/** What the panel reads. Every answer is of one company. */
export type PanelReader = {
  /** `specialist`: only what is in this specialist's own slots. */
  day(company: string, day: string, specialist?: UserId): Promise<readonly DayRow[]>;
  /** That specialist's slots of the day where somebody can still come. */
  ownSlots(company: string, day: string, specialist: UserId): Promise<readonly OwnSlot[]>;
  /** `archived`: only those, or only the others; absent: all. */
  events(company: string, archived?: boolean): Promise<readonly EventRow[]>;
  /** Whose titles have every word, in whatever case; the newest first. */
  eventsNamed(company: string, text: string, most: number): Promise<readonly EventNamed[]>;
  /** Of all events, the newest first. */
  titles(company: string): Promise<readonly EventNamed[]>;
  event(company: string, id: EventId): Promise<EventRow | undefined>;
  days(event: EventId): Promise<readonly EventDay[]>;
  slots(event: EventId, query: SlotQuery): Promise<SlotPage>;
  /** What one person could be given: not begun, not off, not theirs already; those that are full too. */
  ahead(event: EventId, who: UserId, now: number): Promise<readonly SlotRow[]>;
  /** Who can be given a slot. */
  specialists(company: string): Promise<readonly Specialist[]>;
  /** The newest first. */
  bookings(company: string, query: BookingQuery, most: number): Promise<Page<BookingRow>>;
};
