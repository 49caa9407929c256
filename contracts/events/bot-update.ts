// What the gateway keeps of a Telegram update: enough to act on it, here or later from a queue, and nothing else. No names.
import { z } from 'zod';
import { lostReasons } from '../../core/conversations/staff-group.ts';
import { type CommandName, commandNames } from '../../core/messages/commands.ts';
import { type EventId, eventId, isObjectId } from '../../core/shared/ids.ts';
import { fileSchema } from '../api/conversations.ts';

const event = z
  .string()
  .refine(isObjectId)
  .transform((text): EventId => eventId(text));

export const botCommands = commandNames;
export type BotCommand = CommandName;

const payload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), event_id: event }),
  /** The token itself is forgotten at the door. */
  z.object({ kind: z.literal('invite'), token_hash: z.string().regex(/^[0-9a-f]{64}$/) }),
]);

/** In a group of coordinators, where each person who writes has a topic. */
const inGroup = z.discriminatedUnion('did', [
  /** The code itself is forgotten at the door. `title`: of the group. */
  z.object({
    did: z.literal('code'),
    code_hash: z.string().regex(/^[0-9a-f]{64}$/),
    title: z.string(),
    forum: z.boolean(),
    thread_id: z.number().int().nullable(),
  }),
  z.object({
    did: z.literal('said'),
    thread_id: z.number().int(),
    message_id: z.number().int(),
    edited: z.boolean(),
    text: z.string(),
    /** Neither this nor a text: a sticker, a place. */
    file: fileSchema.nullable(),
  }),
  z.object({ did: z.literal('topic'), thread_id: z.number().int(), closed: z.boolean() }),
  z.object({ did: z.literal('lost'), why: z.enum(lostReasons) }),
]);
export type InGroup = z.infer<typeof inGroup>;

const what = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tap'),
    query_id: z.string(),
    /** null: the message is gone, or was never ours to edit. */
    message_id: z.number().int().nullable(),
    data: z.string(),
  }),
  z.object({ kind: z.literal('command'), command: z.enum(botCommands), payload: payload.nullable() }),
  /** `message_id` is absent in updates kept by an older version. */
  z.object({ kind: z.literal('text'), text: z.string(), message_id: z.number().int().optional() }),
  /** A photo, a file, a voice message, by reference; `text`: what stands under it. */
  z.object({ kind: z.literal('file'), file: fileSchema, text: z.string(), message_id: z.number().int() }),
  /** What an earlier message says now, and the file that is with it. */
  z.object({
    kind: z.literal('edited'),
    text: z.string(),
    file: fileSchema.optional(),
    message_id: z.number().int(),
  }),
  /** A command nobody knows, a sticker, a location. */
  z.object({ kind: z.literal('other') }),
  z.object({
    kind: z.literal('membership'),
    reachable: z.enum(['yes', 'blocked']),
    at: z.string(),
  }),
  z.object({ kind: z.literal('group'), act: inGroup }),
]);

export const botUpdateSchema = z.object({
  v: z.literal(1),
  update_id: z.number().int(),
  trace_id: z.string(),
  telegram_id: z.number().int(),
  chat_id: z.number().int(),
  chat: z.enum(['private', 'shared']),
  language_code: z.string().nullable(),
  /** More than anybody taps: answered with that, once. */
  too_many: z.boolean(),
  what,
});
export type BotUpdate = z.infer<typeof botUpdateSchema>;
