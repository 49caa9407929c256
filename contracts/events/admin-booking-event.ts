// Queue `admin.booking.event`: exactly the fields of seed §8.1, and what we add. A field may be added; a meaning changes only with a new version.
import { z } from 'zod';
import { bookingId, isObjectId } from '../../core/shared/ids.ts';

const types = ['booking.created', 'booking.cancelled', 'booking.rescheduled'] as const;
export type AdminBookingEventType = (typeof types)[number];

const day = z.iso.date().nullish().default(null);
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullish()
  .default(null);

const payload = z.looseObject({
  old_date: day,
  old_time: time,
  new_date: day,
  new_time: time,
  location: z.string().max(200).nullish().default(null),
});

/** What a publisher that knows only the seed sends. The seed writes the short forms of the type, too. */
export const seedBookingEventSchema = z.looseObject({
  event_type: z
    .enum([...types, 'created', 'cancelled', 'rescheduled'])
    .transform(
      (type): AdminBookingEventType =>
        (type.startsWith('booking.') ? type : `booking.${type}`) as AdminBookingEventType,
    ),
  user_telegram_id: z.int().positive(),
  timestamp: z.iso.datetime({ offset: true }),
  payload,
});
export type SeedBookingEvent = z.output<typeof seedBookingEventSchema>;

/** What we publish: cancelled has `old_*` filled and `new_*` null. */
export const bookingEventSchema = z.looseObject({
  event_type: z.enum(types),
  /** null: a person without Telegram. */
  user_telegram_id: z.int().positive().nullable(),
  timestamp: z.iso.datetime({ offset: true }),
  payload,
  /** Made of booking, revision and type: every copy has the same. */
  message_id: z.string().min(1).max(200),
  trace_id: z.string().min(1).max(100),
  booking_id: z.string().refine(isObjectId).transform(bookingId),
  rev: z.int().nonnegative(),
  reason: z.string().max(100).nullish().default(null),
  initiated_by: z.object({
    user_id: z.string().refine(isObjectId).nullable(),
    role: z.enum(['candidate', 'specialist', 'admin', 'system']),
    channel: z.enum(['tg_bot', 'panel', 'api', 'web', 'system']),
  }),
  schema_version: z.literal(1),
});
export type BookingEvent = z.output<typeof bookingEventSchema>;

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

const misfit = (error: z.ZodError): ReadBookingEvent => ({
  kind: 'misfit',
  reason: `it does not fit its schema: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
});
