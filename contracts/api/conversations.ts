// What people write to the bot that is no command: kept before Telegram is told that we have it.
import { z } from 'zod';
import { isObjectId } from '../../core/shared/ids.ts';
import { nothing, type Routes } from './route.ts';

/** What can be passed on: the file itself stays with Telegram. */
export const fileKinds = ['photo', 'document', 'voice', 'audio', 'video'] as const;
export type FileKind = (typeof fileKinds)[number];

export const fileSchema = z.object({
  kind: z.enum(fileKinds),
  file_id: z.string().min(1).max(256),
  /** The same for the same file, however its reference changes. Absent in what an older version kept. */
  unique_id: z.string().min(1).max(64).optional(),
  name: z.string().max(255).nullable(),
  type: z.string().max(127).nullable(),
  size: z.number().int().min(0).nullable(),
});

/** POST /api/conversations/messages: one per bot and update. `edited`: what an earlier message of this person says now. */
const saidSchema = z
  .strictObject({
    bot_id: z.number().int(),
    update_id: z.number().int(),
    telegram_id: z.number().int(),
    message_id: z.number().int(),
    edited: z.boolean(),
    text: z.string().max(4_096),
    file: fileSchema.nullable(),
  })
  .refine(({ edited, text, file }) => edited || text.trim() !== '' || file !== null, 'says nothing');
export type Said = z.infer<typeof saidSchema>;

const id = z.string().refine(isObjectId);
/** null: an edit of something that is not kept. */
export const keptSaidSchema = z.object({
  kept: z.object({ user_id: id, message_id: id }).nullable(),
});

export const conversationRoutes = {
  conversationMessage: {
    method: 'post',
    path: '/api/conversations/messages',
    summary: 'Keeps what somebody wrote to the bot, for the coordinators; once per bot and update',
    query: nothing,
    body: saidSchema,
    answer: keptSaidSchema,
    problems: ['unknown_user'],
    example: {
      body: {
        bot_id: 1,
        update_id: 78,
        telegram_id: 710_000_001,
        message_id: 12,
        edited: false,
        text: 'Is there parking?',
        file: null,
      },
      answer: { kept: { user_id: '65f0c0ffee00000000000040', message_id: '65f0c0ffee00000000000070' } },
    },
  },
} as const satisfies Routes;
