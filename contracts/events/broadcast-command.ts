import { z } from 'zod';
import { audiences, type ChatTarget, readChatTarget } from '../../core/shared/chat-target.ts';
import { isObjectId } from '../../core/shared/ids.ts';
import { longestMarkup, textFault } from '../message-text.ts';

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
    const fault = textFault(message_text, parse_mode === 'HTML');
    if (fault !== undefined) context.addIssue({ code: 'custom', path: ['message_text'], message: fault });
    if (to === 'unbooked' && event_id === undefined)
      context.addIssue({
        code: 'custom',
        path: ['event_id'],
        message: 'says of which event nothing is booked',
      });
  },
);

export type BroadcastCommand = z.infer<typeof broadcastCommandSchema>;
