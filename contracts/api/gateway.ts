// What the gateway asks the admin API to keep. Every order may arrive twice and is kept once.
import { z } from 'zod';
import { isObjectId } from '../../core/shared/ids.ts';

const id = z.string().refine(isObjectId);

/** POST /api/inbound-texts: a text that gives the reason for cancelling; one per bot and update. */
export const inboundTextSchema = z.object({
  bot_id: z.number().int(),
  update_id: z.number().int(),
  telegram_id: z.number().int(),
  event_id: id,
  text: z.string().min(1).max(4_096),
});
export type InboundText = z.infer<typeof inboundTextSchema>;
export const storedTextSchema = z.object({ id: z.string().min(1).max(128) });

/** POST /api/reachability: whether this account can be written to. `at`: when Telegram saw it; an older word changes nothing. */
export const reachabilitySchema = z.object({
  telegram_id: z.number().int(),
  reachable: z.enum(['yes', 'blocked']),
  at: z.iso.datetime(),
});
export type Reachability = z.infer<typeof reachabilitySchema>;

/** POST /api/broadcasts/commands: kept once per `command_id`; `body` is what came over the broker. */
export const storedCommandSchema = z.object({ broadcast_id: z.string().min(1).max(128) });
