import type { BookingEventType } from '../../core/booking/words.ts';
import type { BookingId } from '../../core/shared/ids.ts';
import { bookingEvent } from './booking-event.ts';
import type { EventDeps } from './ports.ts';

/** A commit's announcement, by booking and revision: all else stands in the audit log. */
export type PublishOrder = {
  readonly booking_id: BookingId;
  readonly rev: number;
  readonly type: BookingEventType;
  readonly trace_id: string;
};

export const createEventActivities = (deps: EventDeps) => ({
  /** Repeated until it succeeds: the same message id each time, and not again once the broker has confirmed it. */
  async publishBookingEvent({ booking_id, rev, type, trace_id }: PublishOrder): Promise<void> {
    const row = await deps.audit.read(booking_id, rev);
    if (!row) throw new Error(`the audit log has no ${booking_id}:${rev} (trace ${trace_id})`);
    if (row.announce !== type) throw new Error(`${booking_id}:${rev} is ${row.announce}, not ${type}`);
    if (row.published) return;
    await deps.publisher.publish(bookingEvent(row, type, await deps.people.telegramIdOf(row.user_id)));
    await deps.audit.published(booking_id, rev, await deps.time.now());
  },
});
