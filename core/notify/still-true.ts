import type { BookingStatus } from '../booking/words.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { News } from './words.ts';

/** A booking as it stands now. */
export type Standing = {
  readonly status: BookingStatus;
  readonly starts_at: number | null;
  readonly has_outcome: boolean;
  /** Whether another time suits. */
  readonly is_asked: boolean;
};
/** Of what is told: the time it leaves the booking with. */
type Told = { readonly news: News; readonly starts_at: number | null };

/**
 * What of it is to be said now; null: nothing. Who led the old time hears that it left them, wherever it went after that: what
 * came later is told to others.
 */
export function stillNews(told: Told & { readonly left: boolean }, now: Standing | null): News | null {
  if (isStillTrue(told, now)) return told.news;
  if (!now || !told.left || told.news !== 'booking_rescheduled') return null;
  if (now.status === 'cancelled') return 'booking_cancelled';
  return now.status === 'pending' ? 'booking_unbooked' : 'booking_rescheduled';
}

/** Whether it may still be said: what came after it is told by a message of its own. null: the booking is gone. */
function isStillTrue({ news, starts_at }: Told, now: Standing | null): boolean {
  if (!now) return false;
  const isAtThatTime = now.starts_at === starts_at;
  switch (news) {
    case 'booking_created':
    case 'booking_rescheduled':
      return now.status !== 'cancelled' && now.status !== 'pending' && isAtThatTime;
    case 'booking_cancelled':
      return now.status === 'cancelled';
    case 'booking_unbooked':
      return now.status === 'pending';
    case 'booking_reminder':
      return now.status === 'booked' && isAtThatTime;
    case 'booking_done':
      return now.status === 'booked' && isAtThatTime && !now.has_outcome;
    case 'proposal_asked':
      return now.status === 'booked' && isAtThatTime && now.is_asked;
    case 'proposal_declined':
      return now.status === 'booked' && isAtThatTime;
    case 'slot_changed':
      return now.status === 'booked';
    default:
      return assertNever(news);
  }
}
