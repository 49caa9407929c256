// What the gateway asks the admin API to keep. Every order may arrive twice and is kept once.
import { z } from 'zod';
import { isObjectId } from '../../core/shared/ids.ts';

const id = z.string().refine(isObjectId);

/** POST /api/inbound-texts: why somebody cancels, or whom staff look for; one per bot and update. */
export const inboundTextSchema = z.object({
  bot_id: z.number().int(),
  update_id: z.number().int(),
  telegram_id: z.number().int(),
  /** Whose workflow waits for it; null: nobody's. */
  event_id: id.nullable(),
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
