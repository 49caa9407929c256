import { lastWord, saysDiskFull } from '../cache/tool.ts';
import { which } from '../host.ts';
import { StartTrouble, spaceTrouble } from '../trouble.ts';
import type { Bench } from './service.ts';

type Done = { ok: true } | { ok: false; why: string };

export const pythonOnPath = (env: NodeJS.ProcessEnv): string | undefined =>
  which('python3', env) ?? which('python', env);

/** Packages into a plain folder, for PYTHONPATH. Needs pip, but neither venv nor ensurepip. */
export async function pipInto(bench: Bench, folder: string, packages: readonly string[]): Promise<Done> {
  const python = pythonOnPath(bench.env);
  if (python === undefined) return { ok: false, why: 'no python3 on PATH' };
  return pip(bench, [python, '-m', 'pip'], ['--target', folder], packages);
}

export async function pip(
  bench: Bench,
  [command = 'pip', ...before]: readonly string[],
  options: readonly string[],
  packages: readonly string[],
): Promise<Done> {
  const args = [
    'install',
    '--quiet',
    '--only-binary',
    ':all:',
    '--disable-pip-version-check',
    ...options,
    ...packages,
  ];
  const result = await bench.run(command, [...before, ...args], { limitMs: 10 * 60_000, env: bench.env });
  if (saysDiskFull(result.output)) throw new StartTrouble(spaceTrouble(bench.cache, 'ZAPIS_CACHE_DIR'));
  return result.ok ? { ok: true } : { ok: false, why: `pip install failed: ${lastWord(result)}` };
}
