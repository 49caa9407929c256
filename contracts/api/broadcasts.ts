// POST /api/broadcasts/commands: a command of `bot.broadcast.command`, kept once per id before it is acknowledged.
import { z } from 'zod';

export const broadcastCommandSchema = z.strictObject({
  command_id: z.string().min(1).max(200),
  /**
   * `body`: the id is only the hash of what came, because its publisher gives no ids: the same again within 10 minutes is
   * one command, later it is another.
   */
  id_from: z.enum(['publisher', 'body']).default('publisher'),
  /** The broker gave it out before: it is the command it was, whatever its age. */
  redelivered: z.boolean().default(false),
  /** As it came over the broker; what it means is read when it is carried out. */
  body: z
    .record(z.string(), z.unknown())
    .refine(storable, 'has a field name that begins with $ or has a dot, or is nested too deep'),
});

export type KeptCommand = z.infer<typeof broadcastCommandSchema>;

const deepest = 20;

/** Neither field names the database gives a meaning of its own, nor what it cannot nest. */
function storable(body: Readonly<Record<string, unknown>>): boolean {
  const left: { one: unknown; depth: number }[] = [{ one: body, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    if (typeof next.one !== 'object' || next.one === null) continue;
    if (next.depth > deepest) return false;
    for (const [name, one] of Object.entries(next.one)) {
      if (/^\$|[.\0]|^__proto__$/.test(name)) return false;
      left.push({ one, depth: next.depth + 1 });
    }
  }
  return true;
}
