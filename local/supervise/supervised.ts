import { setTimeout as pause } from 'node:timers/promises';
import { runCleanup } from './orphans.ts';
import type { Records } from './records.ts';
import { type Program, type Started, startProgram } from './spawn.ts';
import { signalGroup, stopGroup } from './stop.ts';

export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };
export type Happening =
  | { readonly kind: 'died'; readonly ending: Ending; readonly againInMs: number }
  | { readonly kind: 'restarted'; readonly pid: number };

export type Backoff = { readonly firstMs: number; readonly mostMs: number; readonly calmMs: number };
const usualBackoff: Backoff = { firstMs: 250, mostMs: 8_000, calmMs: 20_000 };

export type SuperviseOptions = {
  readonly records: Records;
  readonly graceMs: number;
  readonly backoff?: Backoff;
  readonly onHappening?: (happening: Happening) => void;
  /** An ending after which another try is pointless (wrong configuration). */
  readonly isFinal?: (ending: Ending) => boolean;
};

/**
 * One program kept running. Until `keepAlive()` an ending is final and `ended` says which, so that a start which
 * fails can be answered by the next candidate instead of by a loop.
 */
export class Supervised {
  readonly name: string;
  readonly ended: Promise<Ending>;
  readonly #program: Program;
  readonly #options: SuperviseOptions;
  readonly #backoff: Backoff;
  #resolveEnded: (ending: Ending) => void = () => {};
  #current: Started | undefined;
  #keep = false;
  #held = false;
  #failures = 0;
  #rest = new AbortController();
  #loop: Promise<void>;

  constructor(program: Program, options: SuperviseOptions) {
    this.name = program.name;
    this.#program = program;
    this.#options = options;
    this.#backoff = options.backoff ?? usualBackoff;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#loop = this.#watch(this.#start());
  }

  get pid(): number | undefined {
    return this.#current?.who.pid;
  }

  keepAlive(): void {
    this.#keep = true;
  }

  /** For tests and for impatient people: the group gets the signal, what follows is up to the supervisor. */
  kill(signal: NodeJS.Signals): void {
    if (this.#current) signalGroup(this.#current.who, signal);
  }

  /** Keeps it down until `letReturn()`. */
  async holdDown(): Promise<void> {
    this.#held = true;
    this.#rest.abort();
    this.kill('SIGKILL');
    await this.#loop;
  }

  letReturn(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#rest = new AbortController();
    this.#failures = 0;
    this.#loop = this.#watch(this.#start());
  }

  async stop(hurry?: AbortSignal): Promise<void> {
    this.#keep = false;
    this.#held = false;
    this.#rest.abort();
    if (this.#current) await stopGroup(this.#current.who, this.#options.graceMs, hurry);
    await this.#loop;
    if (this.#program.cleanup) await runCleanup(this.#program.cleanup);
  }

  #start(): { started: Started; ending: Promise<Ending> } {
    const started = startProgram(this.#program, this.#options.records);
    this.#current = started;
    const ending = new Promise<Ending>((resolve) => {
      started.child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    return { started, ending };
  }

  async #watch(first: { started: Started; ending: Promise<Ending> }): Promise<void> {
    for (let now: typeof first | undefined = first; now !== undefined; ) {
      const since = Date.now();
      const ending: Ending = await now.ending;
      signalGroup(now.started.who, 'SIGKILL');
      this.#options.records.remove(now.started.who);
      this.#current = undefined;
      if (this.#held) return;
      if (!this.#keep || this.#options.isFinal?.(ending)) {
        this.#resolveEnded(ending);
        return;
      }
      if (Date.now() - since > this.#backoff.calmMs) this.#failures = 0;
      now = await this.#again(ending);
    }
  }

  async #again(ending: Ending): Promise<{ started: Started; ending: Promise<Ending> } | undefined> {
    for (;;) {
      const againInMs = Math.min(this.#backoff.firstMs * 2 ** this.#failures, this.#backoff.mostMs);
      this.#failures += 1;
      this.#options.onHappening?.({ kind: 'died', ending, againInMs });
      await pause(againInMs, undefined, { signal: this.#rest.signal }).catch(() => undefined);
      if (this.#program.cleanup) await runCleanup(this.#program.cleanup);
      if (this.#rest.signal.aborted) return undefined;
      try {
        const next = this.#start();
        this.#options.onHappening?.({ kind: 'restarted', pid: next.started.who.pid });
        return next;
      } catch {
        // A full disk or process table now may be free at the next try.
      }
    }
  }
}
