// A message as Telegram sends it, as far as it is read.
import { z } from 'zod';
import { fileKinds } from '../../contracts/api/conversations.ts';
import type { BotUpdate } from '../../contracts/events/bot-update.ts';

export const longestText = 4_096;

export const person = z.object({
  id: z.number().int(),
  is_bot: z.boolean().optional(),
  language_code: z.string().max(35).optional(),
});
export const chat = z.object({
  id: z.number().int(),
  type: z.string(),
  title: z.string().optional(),
  is_forum: z.boolean().optional(),
});
/** A file of any kind; of a photo the largest size is the last. */
const rawFile = z.object({
  file_id: z.string().min(1).max(256),
  file_unique_id: z.string().min(1).max(64).optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().int().min(0).optional(),
});
export const rawMessage = z.looseObject({
  from: person.optional(),
  chat,
  message_id: z.number().int(),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  sender_chat: z.object({ id: z.number().int() }).optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(rawFile).optional(),
  document: rawFile.optional(),
  voice: rawFile.optional(),
  audio: rawFile.optional(),
  video: rawFile.optional(),
});
export type RawMessage = z.infer<typeof rawMessage>;
export function fileIn(message: RawMessage): Extract<BotUpdate['what'], { kind: 'file' }> | undefined {
  const { caption, message_id } = message;
  for (const kind of fileKinds) {
    const found = kind === 'photo' ? message.photo?.at(-1) : message[kind];
    if (!found) continue;
    const file = {
      kind,
      file_id: found.file_id,
      ...(found.file_unique_id !== undefined && { unique_id: found.file_unique_id }),
      name: found.file_name?.slice(0, 255) ?? null,
      type: found.mime_type?.slice(0, 127) ?? null,
      size: found.file_size ?? null,
    };
    return { kind: 'file', file, text: (caption ?? '').slice(0, longestText), message_id };
  }
  return undefined;
}
