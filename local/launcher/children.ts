import { join } from 'node:path';
import type { ServiceName } from '../services/service.ts';
import { apiTokenOf } from './api-token.ts';
import type { PortMemory } from './port-memory.ts';
import { needsSandbox, sandboxChild, telegramIs } from './sandbox-child.ts';
import type { Session } from './session.ts';
import { vapidOf } from './vapid.ts';

/** A program of ours. It is started when the services it cannot do without are there (Temporal may follow), and stopped before all of them. */
export type Child = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly graceMs: number;
  /** Parts of it that say at `{url}/readyz` whether they can work. */
  readonly parts: readonly { readonly name: string; readonly url: string }[];
  readonly links: Readonly<Record<string, string>>;
};

export type Urls = Readonly<Record<ServiceName, string>>;

/** All children. They start together; each waits for what it needs. */
export async function childrenOf(
  session: Session,
  urls: Urls,
  temporalUi: string | undefined,
): Promise<readonly Child[]> {
  const sandbox = needsSandbox(session.env) ? await sandboxChild(session) : undefined;
  const child = await roles(session, urls, temporalUi);
  if (!sandbox) return [child];
  return [sandbox, { ...child, env: { ...child.env, ...telegramIs(sandbox) } }];
}

const rolePorts = [
  { name: 'admin', variable: 'ADMIN_PORT', preferred: 8080 },
  { name: 'bot', variable: 'BOT_PORT', preferred: 8081 },
  { name: 'worker', variable: 'WORKER_PORT', preferred: 8082 },
] as const;

async function roles(session: Session, urls: Urls, temporalUi: string | undefined): Promise<Child> {
  const ports = await portsOf(session.ports, session.env);
  const host = askAt(session.env['BIND_ADDRESS']);
  const url = (name: string) => `http://${host}:${ports[name]}`;
  return {
    name: 'roles',
    command: process.execPath,
    args: [roleScript(session), 'role', 'bot', 'worker', 'admin'],
    env: {
      ...session.env,
      TEMPORAL_ADDRESS: urls.temporal,
      TEMPORAL_NAMESPACE: session.env['TEMPORAL_NAMESPACE'] || 'zapis',
      MONGODB_URL: urls.mongodb,
      AMQP_URL: urls.rabbitmq,
      REDIS_URL: urls.redis,
      ...uiFor(session.env, temporalUi),
      ...Object.fromEntries(rolePorts.map(({ name, variable }) => [variable, String(ports[name])])),
      ...(session.env['API_URL'] ? {} : { API_URL: url('admin') }),
      ...(session.env['PANEL_URL'] || session.env['PUBLIC_URL'] ? {} : { PANEL_URL: url('admin') }),
      ...(session.env['API_TOKEN'] || session.env['API_TOKEN_FILE']
        ? {}
        : { API_TOKEN: apiTokenOf(session.places) }),
      ...vapidOf(session.env, session.places),
      ZAPIS_ENV: session.env['ZAPIS_ENV'] || 'development',
      TZ: 'UTC',
    },
    // A worker drains for up to 25 seconds; then whatever is left is ended.
    graceMs: 30_000,
    parts: rolePorts.map(({ name }) => ({ name, url: url(name) })),
    links: { Panel: url('admin') },
  };
}

/** What was configured stands in the environment already. */
export const uiFor = (
  env: NodeJS.ProcessEnv,
  ours: string | undefined,
): { readonly TEMPORAL_UI_URL?: string } =>
  ours === undefined || env['TEMPORAL_UI_URL'] ? {} : { TEMPORAL_UI_URL: ours };

/** Where a role answers us: at its own address, or on loopback when it listens everywhere. */
export function askAt(bindAddress: string | undefined): string {
  if (!bindAddress || ['0.0.0.0', '::', '[::]'].includes(bindAddress)) return '127.0.0.1';
  return bindAddress.includes(':') && !bindAddress.startsWith('[') ? `[${bindAddress}]` : bindAddress;
}

/** Overridden by tests, which bring a stand-in of their own. */
const roleScript = ({ env, places }: Session): string =>
  env['ZAPIS_ROLE_SCRIPT'] || join(places.checkout, 'dist', 'cli', 'main.js');

async function portsOf(
  memory: PortMemory,
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, number>>> {
  return memory.choose(
    'roles',
    rolePorts.map(({ name, variable, preferred }) => {
      const wanted = Number(env[variable]);
      return { name, wanted: wanted > 0 ? wanted : undefined, preferred: [preferred] };
    }),
  );
}
