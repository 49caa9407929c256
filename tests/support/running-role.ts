import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { programEnv } from './program-env.ts';
import { waitFor } from './wait.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
type LogLine = {
  readonly msg: string;
  readonly level?: string;
  readonly offset_ms?: number;
  readonly service?: string;
  readonly role?: string;
  readonly port?: number;
  readonly detail?: string;
  /** Of the bot's audit: what became of an update. */
  readonly fate?: string;
  readonly kind?: string;
  readonly telegram_id?: number;
  readonly update_id?: number;
};
type Check = { readonly ok: boolean; readonly detail?: string };

/** Roles as an operating-system process of their own, with their log read line by line. */
export class RunningRoles {
  readonly roles: readonly string[];
  readonly lines: LogLine[] = [];
  readonly #child: ChildProcess;
  #rest = '';
  #errors = '';

  constructor(roles: readonly string[], env: Readonly<Record<string, string>>) {
    this.roles = roles;
    this.#child = spawn(process.execPath, [main, 'role', ...roles], {
      env: { ...programEnv, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
    this.#child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#errors += chunk;
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What was written for a person: faults of the configuration. */
  get errors(): string {
    return this.#errors;
  }

  said(msg: string): LogLine[] {
    return this.lines.filter((line) => line.msg === msg);
  }

  async portOf(role: string): Promise<number> {
    const line = await waitFor(`the port of ${role}`, () => this.said(`${role} listens`)[0]);
    return line.port ?? 0;
  }

  async ready(role: string): Promise<{ status: number; checks: Record<string, Check> }> {
    const response = await fetch(`http://127.0.0.1:${await this.portOf(role)}/readyz`);
    const body = (await response.json()) as { checks: Record<string, Check> };
    return { status: response.status, checks: body.checks };
  }

  async untilReady(role: string, withinMs = 120_000): Promise<void> {
    await waitFor(
      `${role} to be ready`,
      async () => (await this.ready(role)).status === 200 || undefined,
      withinMs,
    );
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves with the exit code. */
  ended(): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null)
      return Promise.resolve(this.#child.exitCode);
    return new Promise((resolve) => {
      this.#child.once('exit', (code) => resolve(code));
    });
  }

  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.ended();
  }

  #read(chunk: string): void {
    const parts = (this.#rest + chunk).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('{')) this.lines.push(JSON.parse(part) as LogLine);
  }
}
