import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isProgram, which } from '../../host.ts';
import type { Bench, Candidate, Prepared } from '../service.ts';
import { rabbitEngine } from './engine.ts';

const usualServers = [
  '/usr/lib/rabbitmq/bin/rabbitmq-server',
  '/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server',
  '/usr/local/opt/rabbitmq/sbin/rabbitmq-server',
];

export const installed: Candidate = {
  id: 'path',
  prepare: async (bench) => findInstalled(bench, 'installed'),
};

export function findInstalled({ env }: Bench, source: string): Prepared {
  const server = [...usualServers, which('rabbitmq-server', env)].find((file) => file && isProgram(file));
  if (server === undefined) return { ok: false, why: 'no rabbitmq-server on PATH or in /usr/lib/rabbitmq' };
  const epmd = which('epmd', env) ?? epmdBeside(env);
  if (epmd === undefined)
    return { ok: false, why: 'rabbitmq-server is there, but Erlang with its epmd is not' };
  const version = versionOf(server);
  return { ok: true, engine: rabbitEngine({ server, epmd }, version, `RabbitMQ (${source})`) };
}

/** The version stands in the path of the real script; starting Erlang to ask for it takes seconds. */
export function versionOf(server: string): string {
  return /rabbitmq(?:_server)?[-/](\d+\.\d+\.\d+)/.exec(realpathSync(server))?.[1] ?? '0.0.0';
}

function epmdBeside(env: NodeJS.ProcessEnv): string | undefined {
  const erl = which('erl', env);
  const root = erl === undefined ? '/usr/lib/erlang' : dirname(dirname(realpathSync(erl)));
  if (!existsSync(root)) return undefined;
  const runtime = readdirSync(root).find((name) => name.startsWith('erts-'));
  const epmd = runtime && join(root, runtime, 'bin', 'epmd');
  return epmd && isProgram(epmd) ? epmd : undefined;
}
