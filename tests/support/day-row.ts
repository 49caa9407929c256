import type { DayRow } from '../../admin/panel/ports/day.ts';
import { bookingId, eventId, userId } from '../../core/shared/ids.ts';

/** Somebody who is booked. */
export const dayRow = (name: string): DayRow => ({
  booking_id: bookingId('b'.repeat(24)),
  event_id: eventId('e'.repeat(24)),
  user_id: userId('c'.repeat(24)),
  event: 'Backend',
  number: 'K7M2',
  name,
  username: null,
  starts_at: 0,
  ends_at: 1,
  location: null,
  room: null,
  status: 'booked',
  reply: null,
  arrived: false,
  led_twice: false,
  informed: null,
});
