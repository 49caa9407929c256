import type { BookingEvent } from '../../contracts/events/booking-event.ts';
import type { AuditLog, PersonReader, TimePort } from '../booking/ports.ts';

/** Resolves once the broker has it for good and a queue wants it; rejects otherwise. Twice is harmless. */
export type EventPublisher = { publish(event: BookingEvent): Promise<void> };

export type EventDeps = {
  readonly audit: AuditLog;
  readonly people: PersonReader;
  readonly time: TimePort;
  readonly publisher: EventPublisher;
};
