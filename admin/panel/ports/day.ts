import type { Informed, Reply } from '../../../core/booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../../core/shared/ids.ts';

/** One interview of a day, as staff see it. */
export type DayRow = {
  readonly booking_id: BookingId;
  readonly event_id: EventId;
  readonly user_id: UserId;
  readonly event: string;
  readonly number: string | null;
  readonly name: string;
  readonly username: string | null;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly location: string | null;
  readonly room: string | null;
  readonly status: 'booked' | 'done' | 'no_show';
  readonly reply: Reply | null;
  readonly arrived: boolean;
  /** Whoever leads it leads another slot at that time. */
  readonly led_twice: boolean;
  /** false: what changed about it could not be told; null: there was nothing to tell. */
  readonly informed: Informed | null;
};

/** One of a specialist's own slots that still has room. */
export type OwnSlot = {
  readonly slot_id: SlotId;
  readonly event: string;
  readonly starts_at: number;
  readonly location: string | null;
  readonly room: string | null;
  readonly free: number;
};
