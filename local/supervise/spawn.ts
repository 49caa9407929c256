import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { type Identity, identify } from './identity.ts';
import type { Records } from './records.ts';

export type Program = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  /** Where its output goes; without one the caller reads stdout and stderr. */
  readonly logFile?: string | undefined;
  /** A command that removes what a killed program leaves elsewhere (a container). */
  readonly cleanup?: readonly string[] | undefined;
};

export type Started = { readonly child: ChildProcess; readonly who: Identity };

// The program waits behind a gate until its pid is on disk. A launcher killed in between closes the pipe and
// nothing was started, so there is no moment in which a process of ours is unknown to the next launcher.
const gate = 'read -r go <&3 || exit 125; exec 3<&-; exec "$@"';

/** Starts a program as leader of its own process group, recorded before its first instruction runs. */
export function startProgram(program: Program, records: Records): Started {
  const log = program.logFile === undefined ? undefined : openLog(program.logFile);
  try {
    const output = log ?? 'pipe';
    const child = spawn('/bin/sh', ['-c', gate, program.name, program.command, ...program.args], {
      detached: true,
      stdio: ['ignore', output, output, 'pipe'],
      env: program.env ?? process.env,
      ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
    });
    return { child, who: recordAndOpen(program, child, records) };
  } finally {
    if (log !== undefined) closeSync(log);
  }
}

function recordAndOpen(program: Program, child: ChildProcess, records: Records): Identity {
  const opener = child.stdio[3] as Writable | null;
  opener?.on('error', () => {});
  // Without a listener a spawn that fails would end the launcher; the missing pid below says it all.
  child.on('error', () => {});
  const who = child.pid === undefined ? undefined : identify(child.pid);
  if (who === undefined) throw new Error(`could not start ${program.command}`);
  try {
    records.add({ ...who, name: program.name, cleanup: program.cleanup });
  } catch (error) {
    opener?.destroy();
    throw error;
  }
  opener?.end('go\n');
  return who;
}

const largestLogBytes = 20 * 1024 * 1024;

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes)
    renameSync(file, `${file}.old`);
  return openSync(file, 'a');
}
