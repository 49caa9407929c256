import { spawn } from 'node:child_process';

/** One kind of check. What it did not run is named with the reason. */
export type Step = {
  readonly name: string;
  readonly what: string;
  /** Starts no service: part of `npm run verify`. */
  readonly verify: boolean;
  run(context: Context): Promise<Outcome>;
};

export type Context = { readonly root: string; readonly env: NodeJS.ProcessEnv; readonly outFolder: string };
export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
};

export const ok: Outcome = { passed: 1, failed: 0, skipped: [] };
export const broken: Outcome = { passed: 0, failed: 1, skipped: [] };

/** Runs a program of ours with its output shown; resolves with its exit code. */
export function runNode(args: readonly string[], context: Context): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: context.root,
      env: context.env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
