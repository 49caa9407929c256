import type { BookingEventType } from '../booking/words.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { News } from './words.ts';

type Source = { readonly event_type: BookingEventType; readonly reason: string | null };

/** What an event of a booking is to others. undefined: nobody is told. */
export function newsOf({ event_type, reason }: Source): News | undefined {
  switch (event_type) {
    case 'booking.created':
      return 'booking_created';
    case 'booking.cancelled':
      // They choose another time; that is told when they have, or when they do not.
      return reason === 'rescheduling' ? undefined : 'booking_cancelled';
    case 'booking.rescheduled':
      // Back to the time everybody knows of.
      return reason === 'kept' ? undefined : 'booking_rescheduled';
    case 'booking.unbooked':
      return 'booking_unbooked';
    case 'booking.reminder':
      return 'booking_reminder';
    case 'booking.done':
      return 'booking_done';
    case 'booking.proposal':
      // That it was accepted is told as the move it is; that nobody asks any more stands where it was asked.
      if (reason === 'withdrawn') return undefined;
      return reason === 'declined' ? 'proposal_declined' : 'proposal_asked';
    case 'booking.outcome':
      return undefined;
    default:
      return assertNever(event_type);
  }
}
