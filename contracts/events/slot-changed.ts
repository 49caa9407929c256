import { z } from 'zod';

/** Staff changed a slot: for whoever keeps lists of slots. What changed is read from the slot itself. */
export const slotChangedSchema = z.object({
  event_type: z.literal('slot.changed'),
  timestamp: z.iso.datetime(),
  slot_id: z.string(),
  event_id: z.string(),
  /** Names of the fields that changed; `created` alone: the slot is new; `removed` alone: it is gone. */
  changed: z.array(z.string()),
  rev: z.number().int(),
  message_id: z.string().min(1),
  trace_id: z.string().min(1),
  initiated_by: z.object({
    user_id: z.string().nullable(),
    role: z.enum(['candidate', 'specialist', 'admin', 'system']),
    channel: z.enum(['tg_bot', 'panel', 'api', 'web', 'system']),
  }),
  schema_version: z.literal(1),
});
export type SlotChangedEvent = z.infer<typeof slotChangedSchema>;
