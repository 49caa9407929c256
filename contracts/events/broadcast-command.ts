import { z } from 'zod';
import { cleanLines } from '../../core/i18n/clean.ts';
import { type ChatTarget, readChatTarget } from '../../core/shared/chat-target.ts';
import { isObjectId } from '../../core/shared/ids.ts';

/** Telegram's own limit, which counts what is seen: no tags, and we put none in. */
const longest = 4_096;

const target = z.union([z.int(), z.string()]).transform((given, context): ChatTarget => {
  const read = readChatTarget(String(given));
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: 'must be a chat’s id or the @name of a channel' });
  return z.NEVER;
});

/** A button of an announcement: leads to an address, or into the event's slots. */
const button = z.union([
  z.object({ text: z.string().min(1).max(64), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ text: z.string().min(1).max(64), sign_up: z.literal(true) }),
]);
type CommandButton = z.infer<typeof button>;

const most = 10;
const withSignUp = (buttons: readonly CommandButton[]): number =>
  buttons.length + (buttons.some((one) => 'sign_up' in one) ? 0 : 1);

/**
 * What arrives on `bot.broadcast.command`. A publisher that knows only the seed sends the first two fields. Fields that
 * we do not know are kept: a newer publisher may send more.
 */
export const broadcastCommandSchema = z.looseObject({
  action: z.literal('post_broadcast'),
  message_text: z
    .string()
    .max(longest)
    .refine((text) => cleanLines(text, longest) !== '', 'there is nothing to read in it'),
  broadcast_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  event_id: z.string().refine(isObjectId).optional(),
  /** Without it, the event's channel, else the default chat. */
  target: target.optional(),
  buttons: z
    .array(button)
    .refine((all) => withSignUp(all) <= most, `at most ${most} with Sign Up`)
    .optional(),
});
export type BroadcastCommand = z.infer<typeof broadcastCommandSchema>;
