import { type ChildProcess, spawn } from 'node:child_process';
import { createECDH, createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareNamespace } from '../../adapters/temporal/namespace.ts';
import { roleNames } from '../../config/load.ts';
import { freePort } from '../support/free-port.ts';
import { filledIn, root, service } from './compose.ts';
import { readDockerfile, runtimeOf } from './dockerfile.ts';
import { buildImage, type Image } from './image.ts';

/** What the compose file’s grace period allows, and a role promises. */
const stopWithinMs = 30_000;

// Each role as its container would run it: the Dockerfile's own steps, the user it names, the environment Compose sets.
// Only addresses differ, and the names that keep this run apart from others on the same services.

const given = {
  temporal: process.env['ZAPIS_TEST_TEMPORAL_ADDRESS'],
  mongodb_url: process.env['ZAPIS_TEST_MONGODB_URL'],
  amqp_url: process.env['ZAPIS_TEST_AMQP_URL'],
  redis_url: process.env['ZAPIS_TEST_REDIS_URL'],
};
const allServices = Object.values(given).every(Boolean);
const nowhere = '127.0.0.1:1';
const push = createECDH('prime256v1');
push.generateKeys();
const secrets: Record<string, string> = {
  mongodb_url: given.mongodb_url ?? `mongodb://zapis:pass@${nowhere}/?directConnection=true`,
  amqp_url: given.amqp_url ?? `amqp://zapis:pass@${nowhere}`,
  redis_url: given.redis_url ?? `redis://zapis:pass@${nowhere}`,
  bot_token: '1000000001:as-its-container-would-run-it',
  api_token: 'what-the-roles-show-each-other-0123456789',
  webhook_secret: 'what-telegram-shows-us',
  vapid_private_key: push.getPrivateKey('base64url'),
  vapid_public_key: push.getPublicKey('base64url'),
};

const asRoot = process.getuid?.() === 0;
const stages = readDockerfile(root);
const apart = `containers-${randomUUID().slice(0, 8)}`;
let image: Image;
let telegram: Server;
const running = new Set<ChildProcess>();

async function environmentOf(role: (typeof roleNames)[number]): Promise<Record<string, string>> {
  const set = service(role).environment ?? {};
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(set))
    env[key] = filledIn(value).replace('/run/secrets', join(image.base, 'secrets'));
  const addresses: Record<string, string> = {
    BIND_ADDRESS: '127.0.0.1',
    [`${role.toUpperCase()}_PORT`]: String(await freePort()),
    TEMPORAL_ADDRESS: given.temporal ?? nowhere,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
    ...(set['TEMPORAL_METRICS'] ? { TEMPORAL_METRICS: `127.0.0.1:${await freePort()}` } : {}),
  };
  const own: Record<string, string> = {
    TEMPORAL_NAMESPACE: apart,
    AMQP_PREFIX: `${apart}.`,
    REDIS_PREFIX: `${apart}:`,
    ...(set['MONGODB_DATABASE'] ? { MONGODB_DATABASE: apart } : {}),
  };
  return { ...env, ...addresses, ...own };
}

const portOf = (role: string, env: Record<string, string>) => env[`${role.toUpperCase()}_PORT`] ?? '';

function start(role: (typeof roleNames)[number], command: readonly string[], env: Record<string, string>) {
  const runtime = runtimeOf(stages, role);
  const [uid, gid] = runtime.user.split(':').map(Number);
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: image.workdir,
    env: {
      ...runtime.env,
      ...env,
      PATH: `${dirname(image.node)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: '/nonexistent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(asRoot && uid && gid ? { uid, gid } : {}),
  });
  running.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void lines.push(chunk.toString()));
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => {
    running.delete(child);
    return { code, signal };
  });
  return { child, ended, printed: () => lines.join('') };
}

const fingerprintOf = (folder: string): string => {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return createHash('sha256').update(names.sort().join('\n')).digest('hex');
};

/** What Compose's one-shot `temporal-namespace` does before any role starts. */
async function makeNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    // The server knows a new namespace everywhere only after a while.
    await vi.waitFor(() => prepareNamespace(connection, apart), { timeout: 60_000, interval: 500 });
  } finally {
    await connection.close();
  }
}

beforeAll(async () => {
  if (given.temporal) await makeNamespace(given.temporal);
  image = await buildImage(root, 'role');
  mkdirSync(join(image.base, 'secrets'));
  for (const [name, value] of Object.entries(secrets))
    writeFileSync(join(image.base, 'secrets', name), `${value}\n`);
  chmodSync(join(image.base, 'secrets'), 0o755);
  telegram = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ ok: true, result: { id: 1, is_bot: true, first_name: 'Zapis', username: 'zapis' } }),
    );
  }).listen(0, '127.0.0.1');
  await once(telegram, 'listening');
}, 600_000);

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  telegram?.close();
  if (image) rmSync(image.base, { recursive: true, force: true });
});

test('the image has what runs and nothing that only builds', () => {
  const has = (path: string) => existsSync(join(image.workdir, path));
  expect(has('dist/cli/main.js')).toBe(true);
  expect(has('dist/workflow-bundle.js')).toBe(true);
  for (const path of ['node_modules/typescript', 'node_modules/vitest', 'cli', 'tests', 'deploy', '.npmrc'])
    expect(has(path), path).toBe(false);
  const bridge = join(image.workdir, 'node_modules/@temporalio/core-bridge');
  expect(readdirSync(join(bridge, 'releases'))).toHaveLength(1);
  expect(readdirSync(join(image.workdir, 'dist'), { recursive: true }).join('\n')).not.toContain('.test.');
});

describe.each(roleNames)('%s, as its container', (role) => {
  const runtime = runtimeOf(stages, role);

  test('comes up, is healthy, writes nothing beside itself, and stops on SIGTERM in less than 30 s with 0', async () => {
    const before = fingerprintOf(join(image.workdir, 'dist'));
    const env = await environmentOf(role);
    const container = start(role, runtime.command, env);
    await vi.waitFor(
      async () => {
        const check = start(role, runtime.health, env);
        expect({ ...(await check.ended), said: check.printed(), log: container.printed() }).toMatchObject({
          code: 0,
        });
      },
      { timeout: 60_000, interval: 500 },
    );
    if (allServices)
      await vi.waitFor(
        async () => {
          const answer = await fetch(`http://127.0.0.1:${portOf(role, env)}/readyz`);
          expect(await answer.json()).toMatchObject({ ready: true });
        },
        { timeout: 60_000, interval: 500 },
      );
    container.child.kill('SIGTERM');
    // An engine would wait as long before it kills; a role that is killed has not ended with 0.
    const late = setTimeout(() => container.child.kill('SIGKILL'), stopWithinMs);
    expect(await container.ended).toEqual({ code: 0, signal: null });
    clearTimeout(late);
    expect(fingerprintOf(join(image.workdir, 'dist'))).toBe(before);
    for (const secret of Object.values(secrets)) expect(container.printed()).not.toContain(secret);
    expect(container.printed()).not.toContain('settings nobody reads');
  });

  test('without its secrets ends with 78 and says which', async () => {
    const env = await environmentOf(role);
    for (const key of Object.keys(env).filter((one) => one.endsWith('_FILE'))) delete env[key];
    const container = start(role, runtime.command, env);
    expect(await container.ended).toEqual({ code: 78, signal: null });
    expect(container.printed()).toContain('AMQP_URL_FILE');
  });

  test('its health check fails when nothing answers', async () => {
    const env = await environmentOf(role);
    const check = start(role, runtime.health, env);
    expect((await check.ended).code).toBe(1);
  });
});
