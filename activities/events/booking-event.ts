import {
  type BookingEvent,
  bookingEventVersion,
  bookingMessageId,
} from '../../contracts/events/booking-event.ts';
import type { BookingEventType } from '../../core/booking/words.ts';
import { dayOf, seedDateTime } from '../../core/time/slot-instants.ts';
import type { AuditRow, Told } from '../booking/ports.ts';

export function bookingEvent(row: AuditRow, type: BookingEventType, telegramId: number | null): BookingEvent {
  return {
    event_type: type,
    user_telegram_id: telegramId,
    // Without milliseconds, as in the seed's example.
    timestamp: new Date(row.at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    payload: {
      old_date: day(row.old),
      old_time: time(row.old),
      new_date: day(row.new),
      new_time: time(row.new),
      location: (row.new ?? row.old)?.location ?? null,
    },
    message_id: bookingMessageId(row.booking_id, row.rev, type),
    trace_id: row.trace_id,
    booking_id: row.booking_id,
    event_id: row.event_id,
    user_id: row.user_id,
    rev: row.rev,
    reason: row.reason,
    outcome: type === 'booking.outcome' ? outcomeOf(row.detail) : null,
    initiated_by: row.initiated_by,
    schema_version: bookingEventVersion,
  };
}

const day = (slot: Told | null) => slot && dayOf(slot.starts_at);
const time = (slot: Told | null) => slot && seedDateTime(slot.starts_at).time;

function outcomeOf(detail: string | null): BookingEvent['outcome'] {
  if (detail === 'done' || detail === 'no_show' || detail === 'undone') return detail;
  throw new Error(`not an outcome: ${detail}`);
}
