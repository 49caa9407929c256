import { z } from 'zod';
import { notifyRoles, notifyTypes, unsettled } from '../../core/notify/words.ts';

// One message to one person on `notify.p2p` or `notify.broadcast`. The fields of notification-system §3.1 stand first.
// Ids, codes and times only: names and texts are read when it is sent.

const id = z.string().regex(/^[0-9a-f]{24}$/);

export const notificationSchema = z.object({
  type: z.enum([...notifyTypes, ...unsettled]),
  /** null: it is about a slot. */
  booking_id: id.nullable(),
  initiated_by: z.object({
    user_id: z.string().nullable(),
    role: z.enum(['candidate', 'specialist', 'admin', 'system']),
    channel: z.enum(['tg_bot', 'panel', 'api', 'web', 'system']),
  }),
  /** Seconds since 1970. */
  ts: z.number().int(),

  recipient: z.object({ user_id: id, role: z.enum(notifyRoles) }),
  event_id: id,
  slot_id: id.nullable(),
  /** Of the booking; the audit log has what this revision changed. Of the slot where there is no booking. */
  rev: z.number().int(),
  message_id: z.string().min(1),
  trace_id: z.string().min(1),
  schema_version: z.literal(1),
});
export type Notification = z.infer<typeof notificationSchema>;

/** Made from what happened and who hears it: the same news is the same message. */
export const notificationId = (source: string, { user_id, role }: Notification['recipient']): string =>
  `notify:${source}:${role}:${user_id}`;
