import { randomBytes } from 'node:crypto';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { Balancer } from './balancer.ts';
import { freePort } from './free-port.ts';
import type { HouseOptions } from './house.ts';
import { roleEnv } from './services.ts';

/** What stands in front of the roles that have an address, where there are several of each. */
export type Doors = Readonly<Partial<Record<string, Balancer>>>;

export async function openDoors({ replicas = 1, bots = replicas }: HouseOptions): Promise<Doors> {
  return {
    ...(replicas > 1 && { admin: await new Balancer().open() }),
    ...(bots > 1 && { bot: await new Balancer().open() }),
  };
}

const nobodyThere = 'redis://127.0.0.1:1';
const secret = (bytes: number) => randomBytes(bytes).toString('hex');

/** What every role of a house is told. A role without a door has a port that others may know before it starts. */
export async function houseEnv(
  what: string,
  telegram: string,
  doors: Doors,
  options: HouseOptions,
): Promise<Record<string, string>> {
  const [adminPort, botPort] = [await freePort(), await freePort()];
  const env: Record<string, string> = {
    ...roleEnv(what, options.urls),
    BOT_TOKEN: sandboxBot.token,
    TELEGRAM_API_ROOT: telegram,
    API_TOKEN: secret(24),
    LOG_LEVEL: 'info',
    ...(doors['admin']
      ? { API_URL: doors['admin'].url }
      : { ADMIN_PORT: String(adminPort), API_URL: `http://127.0.0.1:${adminPort}` }),
  };
  if (options.webhook)
    Object.assign(env, {
      ...(doors['bot']
        ? { PUBLIC_URL: doors['bot'].url }
        : { BOT_PORT: String(botPort), PUBLIC_URL: `http://127.0.0.1:${botPort}` }),
      WEBHOOK_SECRET: secret(16),
    });
  if (options.redis === false) env['REDIS_URL'] = nobodyThere;
  return { ...env, ...options.env };
}
