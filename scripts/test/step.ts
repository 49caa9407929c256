import { spawn } from 'node:child_process';

/** One kind of check. What it did not run is named with the reason. */
export type Step = {
  readonly name: string;
  readonly what: string;
  /** Starts no service: part of `npm run verify`. */
  readonly verify: boolean;
  /** Starts what it needs itself and mostly waits for it: runs beside all others, once everything that can be started is on this machine. */
  readonly beside?: boolean;
  /** Reads what the others left behind. */
  readonly last?: boolean;
  run(context: Context): Promise<Outcome>;
};

export type Context = {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly outFolder: string;
  /** Aborted when the run is interrupted: what runs is ended, and nothing more begins. */
  readonly signal: AbortSignal;
  /** Takes what its programs print, so that two who run at once do not write into one another. */
  readonly hold?: (printed: Buffer) => void;
};
export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  /** Where the time went, for whoever has to make it shorter. */
  readonly slowest?: readonly string[];
  /** What failed, by name: the output above may be long, or cut. */
  readonly failures?: readonly string[];
  /** What passed, as “file: title”. */
  readonly names?: readonly string[];
  readonly seconds?: number;
};

export const ok: Outcome = { passed: 1, failed: 0, skipped: [] };
export const broken: Outcome = { passed: 0, failed: 1, skipped: [] };

const graceMs = 15_000;

/** Runs a program of ours with its output shown; resolves with its exit code. */
export function runNode(args: readonly string[], context: Context): Promise<number> {
  const { root, env, signal, hold } = context;
  if (signal.aborted) return Promise.resolve(130);
  return new Promise((resolve) => {
    const out = hold ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', out, out] });
    if (hold) for (const stream of [child.stdout, child.stderr]) stream?.on('data', hold);
    let late: NodeJS.Timeout | undefined;
    const end = () => {
      child.kill('SIGTERM');
      late = setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    signal.addEventListener('abort', end, { once: true });
    const over = (code: number) => {
      clearTimeout(late);
      signal.removeEventListener('abort', end);
      resolve(code);
    };
    child.on('error', () => over(127));
    child.on('exit', (code) => over(code ?? 1));
  });
}
