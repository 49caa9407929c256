import { z } from 'zod';

/** What one running process of a role says of itself, every few seconds. */
export const replicaSchema = z.object({
  id: z.string(),
  role: z.string(),
  host: z.string(),
  pid: z.number(),
  version: z.string(),
  started_at: z.number(),
  /** When it said so. */
  at: z.number(),
  ready: z.boolean(),
  /** Its neighbours, as it sees them. */
  checks: z.record(z.string(), z.object({ ok: z.boolean(), since: z.string() })),
  /** Of the one that hears Telegram. `last_at`: when the newest update came; null: none since it runs. */
  updates: z.object({ mode: z.enum(['polling', 'webhook']), last_at: z.number().nullable() }).optional(),
});
export type Replica = z.infer<typeof replicaSchema>;
export type ReplicaUpdates = NonNullable<Replica['updates']>;

export const sayEveryMs = 10_000;
/** So long without a word: it hangs, was killed, or Redis was away. */
export const silentAfterMs = 35_000;
/** Then it is not spoken of any more. */
export const forgottenAfterMs = 60 * 60_000;
