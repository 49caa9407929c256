import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NewBot } from './state/bots.ts';
import { createTelegram } from './telegram.ts';

// Settings: SANDBOX_PORT (8081), SANDBOX_BIND (127.0.0.1), SANDBOX_HOSTS (further names, by commas),
// SANDBOX_STATE_DIR (none: nothing is kept), SANDBOX_BOTS (by commas; a token, or token/username/name; others
// are taken in at their first call), SANDBOX_CEILINGS (`off` lifts Telegram's limits), SANDBOX_VALIDATE (`on` keeps what the
// Bot API's description does not know under /_sandbox/violations; needs the development dependencies).

const list = (text: string | undefined) => (text ?? '').split(',').filter((one) => one !== '');

function botOf(text: string): NewBot {
  const [token = '', username, name] = text.split('/');
  return { token, username: username || undefined, name: name || undefined };
}

/** The built page: beside us in dist/, or in dist/ when we run from the tree. */
function pageFolder(): string | null {
  const places = ['./page', '../dist/sandbox/page'];
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return folders.find((folder) => existsSync(`${folder}/page.js`)) ?? null;
}

const { env } = process;
if (env['ZAPIS_ENV'] === 'production' || env['NODE_ENV'] === 'production') {
  console.error('The Telegram sandbox is for development and tests: it does not start in production.');
  process.exit(78);
}
const port = Number(env['SANDBOX_PORT'] || 8081);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('SANDBOX_PORT must be a port number');
  process.exit(78);
}
// Loaded only when asked for: the schemas come from development dependencies.
const checks =
  env['SANDBOX_VALIDATE'] === 'on' ? await (await import('./schema/checks.ts')).createChecks() : undefined;
const telegram = createTelegram({
  checks,
  port,
  host: env['SANDBOX_BIND'] ?? '127.0.0.1',
  hosts: list(env['SANDBOX_HOSTS']),
  bots: list(env['SANDBOX_BOTS']).map(botOf),
  registerUnknownBots: true,
  stateDir: env['SANDBOX_STATE_DIR'] === '' ? undefined : env['SANDBOX_STATE_DIR'],
  page: pageFolder(),
  ...(env['SANDBOX_CEILINGS'] === 'off' && { ceilings: false as const }),
});

const url = await telegram.listen().catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken by another program: SANDBOX_PORT=0 takes a free one.`);
  process.exit(1);
});
console.log(`Telegram sandbox: ${url} (Bot API root and chat page; for development and tests only)`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await telegram.close();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
