import { mkdirSync } from 'node:fs';
import type { Engine, LaunchProgram, Place } from '../service.ts';

export type MongoProgram = Pick<LaunchProgram, 'command' | 'args' | 'env'>;

/**
 * Operations know themselves by their operation id, so retryable writes are off everywhere; a direct connection because
 * some embedded engines advertise a replica set under a name that is not reachable.
 */
export function mongoEngine(
  about: { what: string; version: string; dataKey: string },
  program: (place: Place, port: number) => MongoProgram,
): Engine {
  return {
    ...about,
    launch: (place) => {
      mkdirSync(place.data, { recursive: true });
      const port = place.ports['mongodb'] ?? 0;
      return {
        url: `mongodb://127.0.0.1:${port}/zapis?directConnection=true&retryWrites=false`,
        programs: [{ name: 'mongodb', graceMs: 15_000, env: place.env, ...program(place, port) }],
      };
    },
  };
}

export const mongodProgram =
  (binary: string) =>
  (place: Place, port: number): MongoProgram => ({
    command: binary,
    args: [
      ['--dbpath', place.data, '--port', String(port), '--bind_ip', '127.0.0.1'],
      ['--nounixsocket', '--wiredTigerCacheSizeGB', '0.25'],
    ].flat(),
  });

/** `db version v8.0.4` */
export const mongodVersion = (output: string): string | undefined =>
  /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1];

/** Files of one release series open in the next only: each series has a folder of its own. */
export const mongodKey = (version: string): string => `mongod-${version.split('.').slice(0, 2).join('.')}`;
