import { z } from 'zod';

// What is said on `zapis.events` about a booking. The fields of seed §8.1 stand first and keep their names and shapes for
// ever; the rest may be ignored by whoever knows only the seed.

export const bookingEventVersion = 1;

const id = z.string().regex(/^[0-9a-f]{24}$/);
/** "2026-11-26" and "14:00", in Moscow. */
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .nullable();
const time = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .nullable();

export const bookingEventSchema = z.object({
  event_type: z.enum([
    'booking.created',
    'booking.cancelled',
    'booking.rescheduled',
    'booking.unbooked',
    'booking.reminder',
    'booking.done',
    'booking.outcome',
    'booking.proposal',
  ]),
  /** null: a person without Telegram. */
  user_telegram_id: z.number().int().nullable(),
  /** "2026-11-26T10:00:00Z": when it was committed. */
  timestamp: z.iso.datetime(),
  payload: z.object({
    old_date: day,
    old_time: time,
    new_date: day,
    new_time: time,
    location: z.string().nullable(),
  }),
  message_id: z.string().min(1),
  trace_id: z.string().min(1),
  booking_id: id,
  /** The interview event and the person, by our ids. */
  event_id: id,
  user_id: id,
  /** Rises with every change of the booking: an older one is out of date. */
  rev: z.number().int().positive(),
  /** A code: why it was cancelled, `rescheduling`, `kept`, `slot_changed`; of `booking.proposal`: `asked`, `declined`, `withdrawn`. */
  reason: z.string().nullable(),
  /** Of `booking.outcome`: `done`, `no_show` or `undone`. */
  outcome: z.enum(['done', 'no_show', 'undone']).nullable(),
  initiated_by: z.object({
    user_id: z.string().nullable(),
    role: z.enum(['candidate', 'specialist', 'admin', 'system']),
    channel: z.enum(['tg_bot', 'panel', 'api', 'web', 'system']),
  }),
  schema_version: z.literal(bookingEventVersion),
});

export type BookingEvent = z.infer<typeof bookingEventSchema>;

/** Made from what happened, never drawn: the same change is the same message. */
export const bookingMessageId = (booking: string, rev: number, type: BookingEvent['event_type']): string =>
  `${type}:${booking}:${rev}`;
