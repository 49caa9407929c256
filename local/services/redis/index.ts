import { installLine } from '../../host.ts';
import type { Service } from '../service.ts';
import { apt } from './apt.ts';
import { container } from './container.ts';
import { onPath } from './on-path.ts';
import { probeRedis } from './probe.ts';
import { wheel } from './wheel.ts';

export const redis: Service = {
  name: 'redis',
  title: 'Redis',
  variable: 'REDIS_URL',
  example: 'redis://user:password@host:6379/0',
  ports: [{ name: 'redis', preferred: [] }],
  candidates: [onPath, apt, wheel, container],
  readyWithinMs: 20_000,
  probe: probeRedis,
  remedy: (env) => installLine('redis-server', env),
};
