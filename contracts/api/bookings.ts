// POST /api/confirm-booking (seed §8.2): books for a candidate and answers when it is decided.
import { z } from 'zod';
import { dateField, eventField, slotField, telegramField, timeField } from './fields.ts';
import { problemSchema } from './problem.ts';
import { slotDaysSchema } from './slots.ts';

export const confirmBookingSchema = z.union(
  [
    z.strictObject({ telegram_id: telegramField, slot_id: slotField }),
    z.strictObject({
      telegram_id: telegramField,
      event_id: eventField,
      date: dateField,
      time: timeField,
      /** Needed when several slots of the event begin at once. */
      location: z.string().min(1).max(200).optional(),
    }),
  ],
  { error: 'must be {telegram_id, slot_id} or {telegram_id, event_id, date, time, location?}' },
);
export type ConfirmBooking = z.infer<typeof confirmBookingSchema>;

export const bookingSchema = z.object({
  booking_id: z.string(),
  /** What people quote. */
  number: z.string().nullable(),
  status: z.enum(['pending', 'booked', 'cancelled', 'done', 'no_show']),
  rev: z.int(),
  telegram_id: z.int(),
  event_id: z.string(),
  slot_id: z.string(),
  date: z.string(),
  time: z.string(),
  starts_at: z.string(),
  location: z.string(),
  audience: z.string().nullable(),
});
export type BookingBody = z.infer<typeof bookingSchema>;

/** Why not, and what can be had instead, read after the refusal. */
export const bookingProblemSchema = problemSchema.extend({ slots: slotDaysSchema });
