import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { placesOf } from '../paths.ts';
import type { Identity } from '../supervise/identity.ts';
import { openRecords } from '../supervise/records.ts';
import { stopGroup } from '../supervise/stop.ts';
import { tempFolder, until } from '../testing.ts';
import { readStatus, type Status } from './status.ts';

const cli = join(import.meta.dirname, '..', '..', 'cli');

/** Stands in for the roles: three ports that say they are ready, and a polite end. */
const standIn = `
  const { createServer } = require('node:http');
  const servers = ['ADMIN_PORT', 'BOT_PORT', 'WORKER_PORT'].map((name) =>
    createServer((_request, response) => response.end(process.env.MONGODB_URL)).listen(Number(process.env[name]), '127.0.0.1'));
  process.on('SIGTERM', () => { for (const one of servers) { one.closeAllConnections(); one.close(); } });`;

export type Checkout = {
  readonly env: NodeJS.ProcessEnv;
  readonly run: (verb: string, ...args: string[]) => Verb;
  readonly status: () => Status | undefined;
  readonly recorded: () => readonly Identity[];
};
export type Verb = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly code: Promise<number | null>;
};

export function checkout(extra: NodeJS.ProcessEnv = {}): Checkout {
  const data = join(tempFolder(onTestFinished), 'Данные и прочее');
  mkdirSync(data);
  const script = join(data, 'stand-in.cjs');
  writeFileSync(script, standIn);
  const env = {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    ZAPIS_DATA_DIR: data,
    ZAPIS_ROLE_SCRIPT: script,
    ...extra,
  };
  for (const name of ['TEMPORAL_ADDRESS', 'MONGODB_URL', 'AMQP_URL', 'REDIS_URL', 'BOT_TOKEN', 'ZAPIS_ENV'])
    if (!(name in extra)) delete (env as Record<string, unknown>)[name];
  const places = placesOf(env);
  const recorded = () => openRecords(places.run).all();
  onTestFinished(async () => {
    for (const one of recorded()) await stopGroup(one, 5_000);
  });
  const run = (verb: string, ...args: string[]): Verb => {
    const script = `import { runVerb } from ${JSON.stringify(join(cli, 'verb.ts'))}; import { verbs } from ${JSON.stringify(join(cli, 'verbs.ts'))}; process.exitCode = await runVerb(verbs, process.argv.slice(1));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', verb, ...args], {
      env,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (output += part.toString()));
    onTestFinished(() => void child.kill('SIGKILL'));
    return {
      child,
      output: () => output,
      code: once(child, 'close').then(([code]) => code as number | null),
    };
  };
  return { env, run, status: () => readStatus(places), recorded };
}

export async function started(here: Checkout): Promise<Verb> {
  const start = here.run('start');
  await until(
    'it runs',
    () => start.output().includes('Stop: Ctrl-C') || start.child.exitCode !== null,
    240_000,
  );
  if (here.status()?.state !== 'running') throw new Error(start.output());
  return start;
}

export const identities = (here: Checkout): readonly Identity[] => here.recorded().map((one) => ({ ...one }));
