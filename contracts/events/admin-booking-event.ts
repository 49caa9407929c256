// What arrives on `admin.booking.event`: our own events, and those of publishers that know only seed §8.1.
import { z } from 'zod';
import { dateField } from '../api/fields.ts';
import { type BookingEvent, bookingEventSchema } from './booking-event.ts';

const types = ['booking.created', 'booking.cancelled', 'booking.rescheduled'] as const;
type SeedType = (typeof types)[number];

const day = dateField.nullish().default(null);
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullish()
  .default(null);

const seedBookingEventSchema = z.object({
  /** The seed writes the short forms, too. */
  event_type: z
    .enum([...types, 'created', 'cancelled', 'rescheduled'])
    .transform((type) => (type.startsWith('booking.') ? type : `booking.${type}`) as SeedType),
  user_telegram_id: z.int().positive(),
  timestamp: z.iso.datetime({ offset: true }),
  payload: z.object({
    old_date: day,
    old_time: time,
    new_date: day,
    new_time: time,
    location: z.string().max(200).nullish().default(null),
  }),
});
export type SeedBookingEvent = z.output<typeof seedBookingEventSchema>;

export type ReadBookingEvent =
  | { readonly kind: 'ours'; readonly event: BookingEvent }
  | { readonly kind: 'seed'; readonly event: SeedBookingEvent }
  | { readonly kind: 'misfit'; readonly reason: string };

/** Which of the two it is, or in a sentence why it is neither. Never the values: they may be personal. */
export function readBookingEvent(text: string): ReadBookingEvent {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'misfit', reason: 'it is not JSON' };
  }
  if (typeof json === 'object' && json !== null && 'booking_id' in json) {
    const ours = bookingEventSchema.safeParse(json);
    return ours.success ? { kind: 'ours', event: ours.data } : misfit(ours.error);
  }
  const seed = seedBookingEventSchema.safeParse(json);
  return seed.success ? { kind: 'seed', event: seed.data } : misfit(seed.error);
}

const misfit = (error: z.ZodError): ReadBookingEvent => {
  const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { kind: 'misfit', reason: `it does not fit its schema: ${faults.join('; ')}` };
};
