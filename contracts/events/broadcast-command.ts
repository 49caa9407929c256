import { z } from 'zod';
import { cleanLines } from '../../core/i18n/clean.ts';
import { readMarkup } from '../../core/messages/markup/read.ts';
import { textOfMarkup } from '../../core/messages/markup/write.ts';
import { audiences, type ChatTarget, readChatTarget } from '../../core/shared/chat-target.ts';
import { isObjectId } from '../../core/shared/ids.ts';

/** Telegram's own limit, which counts what is seen. */
const longestText = 4_096;
/** With tags and entities, which Telegram's limit does not count. */
const longestMarkup = 12_000;

const target = z.union([z.int(), z.string()]).transform((given, context): ChatTarget => {
  const read = audiences.find((one) => one === given) ?? readChatTarget(String(given));
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
const fields = z.looseObject({
  action: z.literal('post_broadcast'),
  message_text: z.string().max(longestMarkup),
  /** Without it the text is plain: whatever looks like markup is shown as it was written. */
  parse_mode: z.literal('HTML').optional(),
  broadcast_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  event_id: z.string().refine(isObjectId).optional(),
  /** Without it, the event's channel, else the default chat. `list`: of people stored with the broadcast. */
  target: target.optional(),
  buttons: z
    .array(button)
    .refine((all) => withSignUp(all) <= most, `at most ${most} with Sign Up`)
    .optional(),
});
export const broadcastCommandSchema = fields.superRefine(
  ({ message_text, parse_mode, target: to, event_id }, context) => {
    const fault = faultOf(message_text, parse_mode === 'HTML');
    if (fault !== undefined) context.addIssue({ code: 'custom', path: ['message_text'], message: fault });
    if (to === 'unbooked' && event_id === undefined)
      context.addIssue({
        code: 'custom',
        path: ['event_id'],
        message: 'says of which event nothing is booked',
      });
  },
);

/** A sentence for operators; where the fault is, without what was sent. */
function faultOf(text: string, isMarkup: boolean): string | undefined {
  const read = isMarkup ? readMarkup(text) : { ok: true as const, markup: [text], length: text.length };
  if (!read.ok) return `broken HTML (${read.fault}) in line ${read.line}, column ${read.column}`;
  if (read.length > longestText) return `is ${read.length} characters long, ${longestText} are allowed`;
  return cleanLines(textOfMarkup(read.markup), longestText) === ''
    ? 'there is nothing to read in it'
    : undefined;
}

export type BroadcastCommand = z.infer<typeof broadcastCommandSchema>;
