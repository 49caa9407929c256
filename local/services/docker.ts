import { createHash } from 'node:crypto';
import { which } from '../host.ts';
import type { Bench, Launch, Place } from './service.ts';

/** A running engine, not just the command. */
export async function dockerRuns({ env, run }: Bench): Promise<string | undefined> {
  const docker = which('docker', env);
  if (docker === undefined) return undefined;
  return (await run(docker, ['info', '--format', '{{.ServerVersion}}'], { limitMs: 5_000 })).ok
    ? docker
    : undefined;
}

export type Container = {
  readonly name: 'redis' | 'rabbitmq';
  readonly image: string;
  readonly port: number;
  readonly inner: number;
  readonly volume: string;
  readonly options: readonly string[];
  readonly url: string;
};

/** In the foreground, so that its output is the log; its name holds a hash of the checkout, so that two can run. */
export function dockerLaunch(docker: string, place: Place, container: Container): Launch {
  const checkout = createHash('sha256').update(place.run).digest('hex').slice(0, 10);
  const name = `zapis-${checkout}-${container.name}`;
  const args = [
    ['run', '--rm', '--name', name, '-p', `127.0.0.1:${container.port}:${container.inner}`],
    ['-v', `${name}:${container.volume}`, ...container.options, container.image],
  ].flat();
  const cleanup = [docker, 'rm', '-f', name];
  return {
    url: container.url,
    programs: [{ name: container.name, command: docker, args, cleanup, graceMs: 20_000 }],
  };
}
