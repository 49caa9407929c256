// GET /api/users?telegram_id=N: who a Telegram account is, and what can be meant by what they type.
import { z } from 'zod';
import { type EventId, eventId, isObjectId, type UserId, userId } from '../../core/shared/ids.ts';

const event = z
  .string()
  .refine(isObjectId)
  .transform((text): EventId => eventId(text));
const user = z
  .string()
  .refine(isObjectId)
  .transform((text): UserId => userId(text));

const roles = ['candidate', 'specialist', 'admin', 'viewer'] as const;
export type PersonRole = (typeof roles)[number];

export const identitySchema = z.object({
  user_id: user,
  telegram_id: z.number().int(),
  roles: z.array(z.enum(roles)),
  /** On the allow list. */
  allowed: z.boolean(),
  /** Their own choice; null: what Telegram says, else Russian. */
  lang: z.enum(['ru', 'en']).nullable(),
  /** As Telegram last told us. */
  language_code: z.string().nullable(),
  /** This event's workflow asked for a reason in words: the next text is the answer. */
  waits_for_reason: z.object({ event_id: event }).nullable(),
  /** Events this person may book in or has a booking in. */
  events: z.array(z.object({ event_id: event, open: z.boolean(), active_booking: z.boolean() })),
});
export type Identity = z.infer<typeof identitySchema>;

/** null: nobody we know has this account. */
export const identityAnswerSchema = z.object({ user: identitySchema.nullable() });

export const allowedUsersSchema = z.array(z.number().int());
