import type { Bot, StoredUpdate } from './types.ts';
import type { JsonObject, UpdateBody, UpdateType } from './wire.ts';
import type { World } from './world.ts';

const notByDefault: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

export const dayMs = 24 * 3600 * 1000;
export const callbackLifeMs = 150 * 1000;

export const wants = (bot: Bot, type: UpdateType): boolean =>
  bot.allowed === null ? !notByDefault.has(type) : bot.allowed.includes(type);

/** Makes the update if the bot wants its type (checked now, not at delivery). */
export function makeUpdate(
  world: World,
  bot: Bot,
  body: UpdateBody,
  options: { lifeMs: number; queue: string },
): StoredUpdate | null {
  const type = Object.keys(body)[0] as UpdateType | undefined;
  if (!type || !wants(bot, type)) return null;
  const id = bot.nextUpdateId;
  bot.nextUpdateId += 1;
  return {
    id,
    type,
    // The update is what was true when it happened: later edits must not reach into it.
    body: structuredClone(body),
    queue: options.queue,
    expiresAt: world.clock.now() + options.lifeMs,
  };
}

export function dropExpired(world: World, bot: Bot): void {
  const now = world.clock.now();
  if (bot.updates.some((update) => update.expiresAt <= now))
    bot.updates = bot.updates.filter((update) => update.expiresAt > now);
}

export function forget(bot: Bot, belowId: number): void {
  bot.updates = bot.updates.filter((update) => update.id >= belowId);
}

export function keepLast(bot: Bot, count: number): void {
  bot.updates = bot.updates.slice(-count);
}

export function wireUpdate(update: StoredUpdate): JsonObject {
  return { update_id: update.id, ...(update.body as JsonObject) };
}
