// What lies on the streams between Zapis and a worker that others plugged in (docs/workers.md). All values are text, as Redis has it.
import { z } from 'zod';
import { isObjectId } from '../../core/shared/ids.ts';
import { fileKinds, fileSchema } from '../api/conversations.ts';

const id = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .refine(isObjectId);

/** Ten messages of Telegram: what is longer is no answer. */
export const longestAnswer = 40_960;

/** `data` of an entry of `worker:commands`, whose `command` is `create` and whose `id` is the worker's. */
export const createWorkerSchema = z.strictObject({
  config: z.strictObject({
    name: z.string(),
    agent: z.string(),
    capabilities: z.array(z.string()),
    env_vars: z.record(z.string(), z.string()),
  }),
  context: z.strictObject({ role: z.literal('product_owner'), user_telegram_id: z.string() }),
});
export type CreateWorker = z.infer<typeof createWorkerSchema>;

/** An entry of `worker:po:{user_id}:input`. Its id is `{seq}-0`. */
export const inputEntrySchema = z.object({
  message_id: id,
  kind: z.enum(['text', ...fileKinds]),
  text: z.string(),
  /** JSON, or empty. */
  file: z.string(),
  seq: z.string().regex(/^\d+$/),
  edited: z.enum(['0', '1']),
});
export type InputEntry = z.infer<typeof inputEntrySchema>;
export const inputFileSchema = fileSchema.omit({ kind: true, unique_id: true });

/** An entry of `worker:po:{user_id}:output`. */
export const answerEntrySchema = z.object({
  text: z.string().max(longestAnswer).regex(/\S/),
  /** What it answers; without it, all that was said so far. */
  message_id: id.optional(),
  /** The same key again is not another answer. */
  key: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .optional(),
  /** 1: it is said to them, and they wait for a coordinator nevertheless. */
  waits: z.enum(['0', '1']).optional(),
});
export type AnswerEntry = z.infer<typeof answerEntrySchema>;

/** An entry of `provisioner:results`. */
export const resultEntrySchema = z.object({
  status: z.string().max(64).regex(/\S/),
  server: z.string().max(128).optional(),
  detail: z.string().max(1_000).optional(),
  link: z.string().max(512).optional(),
});
export type ResultEntry = z.infer<typeof resultEntrySchema>;

/** What docs/workers.schema.json is made from. */
export const streamSchemas = {
  command: createWorkerSchema,
  input: inputEntrySchema,
  file: inputFileSchema,
  output: answerEntrySchema,
  result: resultEntrySchema,
} as const;
