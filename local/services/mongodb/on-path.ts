import { which } from '../../host.ts';
import type { Candidate } from '../service.ts';
import { mongodKey, mongodProgram, mongodVersion, mongoEngine } from './engine.ts';

export const onPath: Candidate = {
  id: 'path',
  prepare: async ({ env, run }) => {
    const binary = which('mongod', env);
    if (binary === undefined) return { ok: false, why: 'no mongod on PATH' };
    const version = mongodVersion((await run(binary, ['--version'], { limitMs: 20_000 })).output);
    if (version === undefined) return { ok: false, why: `${binary} does not run` };
    const about = { what: 'mongod (PATH)', version, dataKey: mongodKey(version) };
    return { ok: true, engine: mongoEngine(about, mongodProgram(binary)) };
  },
};
