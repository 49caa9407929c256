import { mkdirSync } from 'node:fs';
import type { Engine } from '../service.ts';

export function redisEngine(binary: string, version: string, what: string, env?: NodeJS.ProcessEnv): Engine {
  return {
    what,
    version,
    dataKey: `redis-${version.split('.')[0]}`,
    launch: ({ data, ports, env: base }) => {
      mkdirSync(data, { recursive: true });
      const port = String(ports['redis']);
      const network = ['--port', port, '--bind', '127.0.0.1', '--protected-mode', 'yes'];
      const storage = ['--dir', data, '--save', '60 1', '--appendonly', 'no', '--daemonize', 'no'];
      return {
        url: `redis://127.0.0.1:${port}`,
        programs: [
          {
            name: 'redis',
            command: binary,
            args: [...network, ...storage],
            env: { ...base, ...env },
            graceMs: 5_000,
          },
        ],
      };
    },
  };
}

/** `Redis server v=7.0.15 sha=…`, and the same with Valkey in front. */
export const versionIn = (output: string): string | undefined => /server v=(\d+\.\d+\.\d+)/.exec(output)?.[1];
