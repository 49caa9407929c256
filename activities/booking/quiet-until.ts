import { quietUntil as endOf } from '../../core/time/staff-hours.ts';
import type { Whose } from './orders.ts';
import type { BookingDeps } from './ports.ts';

/** When the quiet ends that it is now in the event's company; null: it is not quiet, nobody set quiet hours. */
export async function quietUntil(
  { events, time }: Pick<BookingDeps, 'events' | 'time'>,
  { event_id }: Whose,
): Promise<{ readonly until: number | null }> {
  const [hours, now] = await Promise.all([events.quietHours(event_id), time.now()]);
  return { until: hours && endOf(now, hours) };
}
