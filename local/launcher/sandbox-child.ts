import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import type { Child } from './children.ts';
import type { Session } from './session.ts';

/** The same file from the tree and from dist/. */
const program = fileURLToPath(new URL(`../../sandbox/main${extname(import.meta.url)}`, import.meta.url));

/** Only where nobody could be meant but a developer: no token at all, and not production. */
export const needsSandbox = (env: NodeJS.ProcessEnv): boolean =>
  !env['BOT_TOKEN'] && !env['BOT_TOKEN_FILE'] && env['ZAPIS_ENV'] !== 'production';

/** Telegram, played on this machine and for this machine only. */
export async function sandboxChild({ env, places, ports }: Session): Promise<Child> {
  const wanted = Number(env['SANDBOX_PORT']);
  const { http: port } = await ports.choose('sandbox', [
    { name: 'http', wanted: wanted > 0 ? wanted : undefined, preferred: [8083] },
  ]);
  const url = `http://127.0.0.1:${port}`;
  return {
    name: 'sandbox',
    command: process.execPath,
    args: [program],
    env: {
      PATH: env['PATH'],
      HOME: env['HOME'],
      TZ: 'UTC',
      SANDBOX_PORT: String(port),
      SANDBOX_BIND: '127.0.0.1',
      SANDBOX_STATE_DIR: join(places.data, 'data', 'sandbox'),
      SANDBOX_BOTS: [sandboxBot.token, sandboxBot.username, sandboxBot.name].join('/'),
    },
    graceMs: 5_000,
    parts: [{ name: 'sandbox', url }],
    links: { Sandbox: `${url}/` },
  };
}

/** What tells the roles where their Telegram is. */
export const telegramIs = (sandbox: Child): NodeJS.ProcessEnv => ({
  BOT_TOKEN: sandboxBot.token,
  TELEGRAM_API_ROOT: sandbox.parts[0]?.url,
});
