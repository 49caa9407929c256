import { which } from '../../host.ts';
import type { Bench, Candidate, Prepared } from '../service.ts';
import { redisEngine, versionIn } from './engine.ts';

export const onPath: Candidate = { id: 'path', prepare: (bench) => findOnPath(bench, 'PATH') };

export async function findOnPath({ env, run }: Bench, source: string): Promise<Prepared> {
  for (const name of ['redis-server', 'valkey-server']) {
    const binary = which(name, env);
    if (binary === undefined) continue;
    const version = versionIn((await run(binary, ['--version'], { limitMs: 10_000 })).output);
    if (version === undefined || Number(version.split('.')[0]) < 6) continue;
    const title = name === 'redis-server' ? 'Redis' : 'Valkey';
    return { ok: true, engine: redisEngine(binary, version, `${title} (${source})`) };
  }
  return { ok: false, why: 'no redis-server or valkey-server of version 6 or newer on PATH' };
}
