import { which } from '../../host.ts';
import type { Candidate } from '../service.ts';
import { temporalEngine, versionsIn } from './engine.ts';

export const onPath: Candidate = {
  id: 'path',
  prepare: async ({ env, run }) => {
    const binary = which('temporal', env);
    if (binary === undefined) return { ok: false, why: 'no temporal on PATH' };
    const versions = versionsIn((await run(binary, ['--version'], { limitMs: 20_000 })).output);
    if (versions === undefined) return { ok: false, why: `${binary} --version says nothing useful` };
    // Older servers lack update-with-start without a switch.
    if (Number(versions.server.split('.')[1]) < 28)
      return { ok: false, why: `${binary} brings server ${versions.server}, at least 1.28 is needed` };
    return { ok: true, engine: temporalEngine(binary, versions.cli, 'dev server (PATH)') };
  },
};
