// Seed §7.1's `slots:cache`, and GET /api/available-slots: slots a seat can be had in, by date, with three fields added in each.
import { z } from 'zod';

const slotSchema = z.object({
  time: z.string(),
  max: z.int(),
  /** Booked and held: everyone who has a seat. */
  booked: z.int(),
  location: z.string(),
  slot_id: z.string(),
  event_id: z.string(),
  /** The room. */
  audience: z.string().nullable(),
});

export const slotDaysSchema = z.array(z.object({ date: z.string(), slots: z.array(slotSchema) }));
export type SlotDays = z.infer<typeof slotDaysSchema>;
export type SlotDay = SlotDays[number];
