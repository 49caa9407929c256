import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheEntry, type Step } from '../../cache/entry.ts';
import { pip, pipInto, pythonOnPath } from '../python.ts';
import type { Bench, Candidate } from '../service.ts';
import { type MongoProgram, mongoEngine } from './engine.ts';

const version = '0.7.0b3';

export const secantus: Candidate = {
  id: 'secantus',
  prepare: async (bench) => {
    const entry = await cacheEntry({
      ...bench,
      name: `secantusdb-${version}`,
      build: (folder) => install(bench, folder),
      verify: (folder) => verify(bench, folder),
    });
    if (!entry.ok) return entry;
    const about = {
      what: 'SecantusDB (PyPI)',
      version: entry.version,
      dataKey: `secantusdb-${entry.version}`,
    };
    return {
      ok: true,
      engine: mongoEngine(about, (place, port): MongoProgram => {
        const config = join(place.data, 'zapis.toml');
        // Given by name so that a secantusd.toml of somebody else's in the current folder or HOME has no say.
        if (!existsSync(config)) writeFileSync(config, '');
        const listen = ['--host', '127.0.0.1', '--port', String(port)];
        const storage = ['--storage-path', join(place.data, 'db'), '--cache-size', '256M'];
        return {
          ...pythonIn(entry.folder, place.env),
          args: ['-c', startServer, '--config', config, ...listen, ...storage, '--log-level', 'WARNING'],
        };
      }),
    };
  },
};

/** Not by the script in bin/: it holds the path it was made under, and ours was moved into place. */
const startServer = 'import sys, secantus.cli; sys.exit(secantus.cli.main())';

/** A venv of its own; where venv or ensurepip is missing (Debian without python3-venv) a plain folder does. */
async function install(bench: Bench, folder: string): Promise<{ ok: true } | { ok: false; why: string }> {
  const python = pythonOnPath(bench.env);
  if (python === undefined) return { ok: false, why: 'no python3 on PATH' };
  const packages = [`SecantusDB==${version}`];
  bench.say(`fetching SecantusDB ${version} from PyPI`);
  const venv = join(folder, 'venv');
  const made = await bench.run(python, ['-m', 'venv', venv], { limitMs: 120_000, env: bench.env });
  if (made.ok) return pip(bench, [join(venv, 'bin', 'python'), '-m', 'pip'], [], packages);
  await bench.run('rm', ['-rf', venv]);
  return pipInto(bench, join(folder, 'site'), packages);
}

async function verify(bench: Bench, folder: string): Promise<Step> {
  const { command, env } = pythonIn(folder, bench.env);
  const ask = 'import importlib.metadata as m, secantus.cli, wiredtiger; print(m.version("SecantusDB"))';
  const result = await bench.run(command, ['-c', ask], { limitMs: 60_000, env });
  return result.ok && result.output.endsWith(version)
    ? { ok: true, version }
    : { ok: false, why: `SecantusDB does not run here: ${result.output.split('\n').at(-1)}` };
}

function pythonIn(folder: string, base: NodeJS.ProcessEnv): { command: string; env: NodeJS.ProcessEnv } {
  const venvPython = join(folder, 'venv', 'bin', 'python');
  const clean: NodeJS.ProcessEnv = { ...base, PYTHONUNBUFFERED: '1', PYTHONNOUSERSITE: '1' };
  if (existsSync(venvPython)) return { command: venvPython, env: { ...clean, PYTHONPATH: '' } };
  return { command: pythonOnPath(base) ?? 'python3', env: { ...clean, PYTHONPATH: join(folder, 'site') } };
}
