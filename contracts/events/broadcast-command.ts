import { z } from 'zod';
import { isObjectId } from '../../core/shared/ids.ts';

/** A button of an announcement: leads to an address, or into the event's slots. */
const button = z.union([
  z.object({ text: z.string().min(1).max(64), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ text: z.string().min(1).max(64), sign_up: z.literal(true) }),
]);

/**
 * What arrives on `bot.broadcast.command`. A publisher that knows only the seed sends the first two fields. Fields that
 * we do not know are kept: a newer publisher may send more.
 */
export const broadcastCommandSchema = z.looseObject({
  action: z.literal('post_broadcast'),
  message_text: z.string().min(1).max(4_096),
  broadcast_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  event_id: z.string().refine(isObjectId).optional(),
  /** A chat id or @channel; without it, the default channel. */
  target: z.union([z.number().int(), z.string().min(1).max(64)]).optional(),
  buttons: z.array(button).max(10).optional(),
});
export type BroadcastCommand = z.infer<typeof broadcastCommandSchema>;
