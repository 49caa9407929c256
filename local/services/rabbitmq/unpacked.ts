import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheEntry, type Step } from '../../cache/entry.ts';
import { lastWord, saysDiskFull } from '../../cache/tool.ts';
import { isProgram, which } from '../../host.ts';
import { StartTrouble, spaceTrouble } from '../../trouble.ts';
import type { Bench, Candidate } from '../service.ts';
import { type RabbitParts, rabbitEngine } from './engine.ts';
import { versionOf } from './installed.ts';

type Done = { ok: true } | { ok: false; why: string };

/** Debian's packages without installing them: what somebody who is not root can do. */
export const unpacked: Candidate = {
  id: 'unpacked',
  prepare: async (bench) => {
    for (const tool of ['apt-get', 'dpkg-deb'])
      if (which(tool, bench.env) === undefined) return { ok: false, why: `no ${tool} on this system` };
    const entry = await cacheEntry({
      ...bench,
      name: `rabbitmq-debian-${process.arch}`,
      build: (folder) => unpack(bench, folder),
      verify: (folder) => verify(bench, folder),
    });
    if (!entry.ok) return entry;
    return { ok: true, engine: rabbitEngine(partsIn(entry.folder), entry.version, 'RabbitMQ (unpacked)') };
  },
};

function partsIn(folder: string): RabbitParts {
  const usr = join(folder, 'root', 'usr');
  return {
    server: join(usr, 'lib', 'rabbitmq', 'bin', 'rabbitmq-server'),
    epmd: join(usr, 'bin', 'epmd'),
    path: join(usr, 'bin'),
    libraries: libraryFolders(join(folder, 'root')).join(':'),
  };
}

/** `usr/lib/x86_64-linux-gnu` and the like, where the unpacked packages bring libraries this system lacks. */
const libraryFolders = (root: string): string[] =>
  [join(root, 'usr', 'lib'), join(root, 'lib')].flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((name) => name.includes('-linux-'))
        .map((name) => join(folder, name));
    } catch {
      return [];
    }
  });

async function unpack(bench: Bench, folder: string): Promise<Done> {
  const debs = join(folder, 'debs');
  mkdirSync(debs);
  bench.say('apt-get download rabbitmq-server and what it needs');
  const packages = await packageList(bench, folder);
  if (packages.length === 0) return { ok: false, why: 'apt knows no rabbitmq-server' };
  const fetched = await bench.run('apt-get', [...privateLists(folder), 'download', '-q', ...packages], {
    cwd: debs,
  });
  if (saysDiskFull(fetched.output)) throw new StartTrouble(spaceTrouble(bench.cache, 'ZAPIS_CACHE_DIR'));
  if (!fetched.ok) return { ok: false, why: `apt-get download failed: ${lastWord(fetched)}` };
  bench.say('unpacking rabbitmq-server');
  for (const deb of readdirSync(debs)) {
    const done = await bench.run('dpkg-deb', ['-x', join(debs, deb), join(folder, 'root')]);
    if (saysDiskFull(done.output)) throw new StartTrouble(spaceTrouble(bench.cache, 'ZAPIS_CACHE_DIR'));
    if (!done.ok) return { ok: false, why: `${deb} cannot be unpacked: ${lastWord(done)}` };
  }
  rmSync(debs, { recursive: true, force: true });
  rmSync(join(folder, 'apt'), { recursive: true, force: true });
  moveErlang(join(folder, 'root', 'usr', 'lib', 'erlang', 'bin', 'erl'));
  return { ok: true };
}

/** What an installation would bring, from the system's lists; where those are empty, from lists of our own. */
async function packageList(bench: Bench, folder: string): Promise<readonly string[]> {
  const found = await simulate(bench, folder);
  if (found.length > 0) return found;
  bench.say('apt-get update, into a folder of our own');
  mkdirSync(join(folder, 'apt', 'lists', 'partial'), { recursive: true });
  mkdirSync(join(folder, 'apt', 'cache', 'archives', 'partial'), { recursive: true });
  await bench.run('apt-get', [...privateLists(folder), 'update', '-q']);
  return simulate(bench, folder);
}

/**
 * Everything this system lacks, and the whole of Erlang and RabbitMQ even where a part is installed. Not more: a C
 * library of our own beside the system's would not run.
 */
async function simulate(bench: Bench, folder: string): Promise<readonly string[]> {
  const ask = async (...options: string[]) => {
    const lines: string[] = [];
    const args = [
      ...privateLists(folder),
      ...options,
      'install',
      '-s',
      '--no-install-recommends',
      'rabbitmq-server',
    ];
    await bench.run('apt-get', args, {
      env: { ...bench.env, LC_ALL: 'C' },
      onLine: (line) => lines.push(line),
    });
    return lines.flatMap((line) => {
      const match = /^Inst (\S+) (?:\[\S+\] )?\((\S+)/.exec(line);
      return match?.[1] && match[2] ? [`${match[1]}=${match[2]}`] : [];
    });
  };
  const onAnEmptySystem = await ask('-o', 'Dir::State::status=/dev/null');
  const whole = onAnEmptySystem.filter((name) => /^(erlang-|rabbitmq-server=)/.test(name));
  return [...new Set([...(await ask()), ...whole])];
}

function privateLists(folder: string): string[] {
  const apt = join(folder, 'apt');
  try {
    readdirSync(apt);
  } catch {
    return [];
  }
  return ['-o', `Dir::State::lists=${join(apt, 'lists')}`, '-o', `Dir::Cache=${join(apt, 'cache')}`];
}

/** Debian's erl has its folder written into it: let it go by where it lies. */
function moveErlang(file: string): void {
  const script = readFileSync(file, 'utf8');
  const root = 'ROOTDIR="$(dirname "$(dirname "$(readlink -f "$0")")")"';
  writeFileSync(file, script.replace(/\bROOTDIR=\/usr\/lib\/erlang\b/g, root));
}

async function verify(bench: Bench, folder: string): Promise<Step> {
  const parts = partsIn(folder);
  if (!isProgram(parts.server)) return { ok: false, why: 'the unpacked packages hold no rabbitmq-server' };
  const ask = 'io:format("erlang ~s~n", [erlang:system_info(otp_release)]), halt().';
  const env = { ...bench.env, LD_LIBRARY_PATH: parts.libraries, ERL_EPMD_ADDRESS: '127.0.0.1' };
  const erl = join(parts.path ?? '', 'erl');
  const result = await bench.run(erl, ['-noshell', '-eval', ask], { limitMs: 30_000, env });
  return /^erlang \d+/m.test(result.output)
    ? { ok: true, version: versionOf(parts.server) }
    : { ok: false, why: `the unpacked Erlang does not run: ${lastWord(result)}` };
}
