import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastWord, saysDiskFull } from '../../cache/tool.ts';
import { which } from '../../host.ts';
import { StartTrouble, spaceTrouble } from '../../trouble.ts';
import type { Bench, Candidate } from '../service.ts';
import { cachedBinary } from './cached.ts';
import { cacheName, pinnedVersion, temporalEngine } from './engine.ts';

export const goInstall: Candidate = {
  id: 'go-install',
  prepare: async (bench) => {
    const go = which('go', bench.env);
    if (go === undefined) return { ok: false, why: 'no go on PATH to build it with' };
    const entry = await cachedBinary(bench, (folder) => build(bench, go, folder));
    if (!entry.ok) return entry;
    return {
      ok: true,
      engine: temporalEngine(join(entry.folder, 'temporal'), entry.version, 'dev server (built with Go)'),
    };
  },
};

/**
 * Its module and build caches lie in a folder of their own. A build that was killed finds there what it had compiled;
 * one that succeeded removes it (several GB).
 */
async function build(
  bench: Bench,
  go: string,
  folder: string,
): Promise<{ ok: true } | { ok: false; why: string }> {
  const work = join(bench.cache, `${cacheName}-build`);
  mkdirSync(work, { recursive: true });
  bench.say('building from source, about 5 minutes the first time: fetching modules');
  let packages = 0;
  const result = await bench.run(
    go,
    ['install', '-v', `github.com/temporalio/cli/cmd/temporal@v${pinnedVersion}`],
    {
      limitMs: 40 * 60_000,
      cwd: work,
      env: {
        ...bench.env,
        CGO_ENABLED: '0',
        GOBIN: folder,
        GOPATH: join(work, 'path'),
        GOMODCACHE: join(work, 'path', 'mod'),
        GOCACHE: join(work, 'cache'),
        GOTMPDIR: work,
        // Modules are written read-only by default and could not be removed afterwards.
        GOFLAGS: '-modcacherw',
        GOWORK: 'off',
      },
      onLine: (line) => {
        if (line.startsWith('go: ')) return;
        packages += 1;
        bench.say(`building from source, about 5 minutes the first time: ${packages} packages compiled`);
      },
    },
  );
  if (saysDiskFull(result.output)) throw new StartTrouble(spaceTrouble(bench.cache, 'ZAPIS_CACHE_DIR'));
  if (!result.ok) return { ok: false, why: `go install failed: ${lastWord(result)}` };
  rmSync(work, { recursive: true, force: true });
  return { ok: true };
}
