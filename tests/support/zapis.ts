import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { programEnv } from './program-env.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** The command line as a process of its own: its exit code and what it said. */
export function zapis(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...argv], {
      env: { ...programEnv, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
    child.on('exit', (code) => resolve({ code, said }));
  });
}
