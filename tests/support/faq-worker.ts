import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programEnv } from './program-env.ts';

const program = fileURLToPath(new URL('../../examples/faq-worker.ts', import.meta.url));

/** The example worker as a process of its own, started as docs/workers.md says. */
export class FaqWorker {
  readonly #env: Record<string, string>;
  readonly #file: string;
  #child: ChildProcess | undefined;
  said = '';

  constructor(env: Readonly<Record<string, string>>, markdown: string) {
    this.#file = join(mkdtempSync(join(tmpdir(), 'zapis-faq-')), 'faq.md');
    writeFileSync(this.#file, markdown);
    const { REDIS_URL = '', REDIS_PREFIX = '' } = env;
    this.#env = { REDIS_URL, REDIS_PREFIX };
  }

  start(): void {
    this.#child = spawn(process.execPath, [program, this.#file], {
      env: { ...programEnv, ...this.#env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.said += chunk;
    });
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}
