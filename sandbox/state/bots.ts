import type { Bot } from './types.ts';
import type { World } from './world.ts';

export type NewBot = {
  token: string;
  username?: string | undefined;
  name?: string | undefined;
  privacy?: boolean | undefined;
};

/** `1234:secret`, as Telegram's front door reads it; null when it would refuse it. */
export function parseToken(token: string): { id: number } | null {
  const found = /^([1-9]\d{0,15}):([\w-]{1,64})$/.exec(token);
  if (!found || token.length > 80) return null;
  const id = Number(found[1]);
  return id > 0 && id < 2 ** 52 ? { id } : null;
}

export function addBot(world: World, input: NewBot): Bot {
  const parsed = parseToken(input.token);
  if (!parsed) throw new Error('A bot token looks like 123456:letters');
  const known = world.bots.get(parsed.id);
  if (known) {
    known.token = input.token;
    known.revoked = false;
    known.username = input.username ?? known.username;
    known.name = input.name ?? known.name;
    known.privacy = input.privacy ?? known.privacy;
    world.emit({ type: 'bot', bot: botView(known) });
    return known;
  }
  const bot: Bot = {
    id: parsed.id,
    token: input.token,
    username: input.username ?? `sandbox${parsed.id}_bot`,
    name: input.name ?? 'Sandbox bot',
    privacy: input.privacy ?? true,
    nextMessageId: 1,
    // Telegram starts a new bot's updates at a random place; a fixed one keeps runs alike.
    nextUpdateId: 100_000_001,
    updates: [],
    allowed: null,
    webhook: null,
    commands: {},
    menuButtons: {},
  };
  world.bots.set(bot.id, bot);
  world.emit({ type: 'bot', bot: botView(bot) });
  return bot;
}

export function botByToken(world: World, token: string): Bot | undefined {
  const parsed = parseToken(token);
  const bot = parsed ? world.bots.get(parsed.id) : undefined;
  return bot && bot.token === token ? bot : undefined;
}

export function botView(bot: Bot) {
  return {
    id: bot.id,
    username: bot.username,
    name: bot.name,
    privacy: bot.privacy,
    pending: bot.updates.length,
    webhook: bot.webhook?.url ?? '',
  };
}
