import { join } from 'node:path';
import { cacheEntry, type EntryRecipe, type EntryResult, type Step } from '../../cache/entry.ts';
import type { Bench } from '../service.ts';
import { cacheName, versionsIn } from './engine.ts';

/** Downloaded and built binaries are the same thing of the same version: they share one place. */
export const cachedBinary = (bench: Bench, build: EntryRecipe['build']): Promise<EntryResult> =>
  cacheEntry({ ...bench, name: cacheName, build, verify: (folder) => verify(bench, folder) });

async function verify(bench: Bench, folder: string): Promise<Step> {
  const result = await bench.run(join(folder, 'temporal'), ['--version'], { limitMs: 30_000 });
  const versions = result.ok ? versionsIn(result.output) : undefined;
  return versions
    ? { ok: true, version: versions.cli }
    : { ok: false, why: 'the temporal binary does not run' };
}
