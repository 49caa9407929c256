import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { timersOf } from '../../core/booking/machine/index.ts';
import type { Timer } from '../../core/booking/machine/timers.ts';
import { stamp } from './details.ts';
import { nowOf, type Run } from './run.ts';

/**
 * The next instant the run waits for has a Temporal timer, with its reason for operators; the later ones stand in the
 * current details, because most of them are replaced before they are due. A timer that no longer matters is cancelled.
 */
export class Timers {
  readonly #run: Run;
  readonly #armed = new Map<string, CancellationScope>();
  #offsetMs = 0;
  #rang = false;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Whether something fell due since this was last asked. */
  rang(): boolean {
    const rang = this.#rang;
    this.#rang = false;
    return rang;
  }

  get ringing(): boolean {
    return this.#rang;
  }

  /** Brings the timers in line with the state. After the clock moved every wait is measured anew. */
  arm(): void {
    const { state, offsetMs } = this.#run;
    if (state === undefined) return;
    if (offsetMs !== this.#offsetMs) this.clear();
    this.#offsetMs = offsetMs;
    const wanted = timersOf(state);
    const names = new Set(wanted.map(nameOf));
    for (const [name, scope] of this.#armed) {
      if (names.has(name)) continue;
      this.#armed.delete(name);
      scope.cancel();
    }
    const [next] = wanted;
    if (next && !this.#armed.has(nameOf(next))) this.#start(nameOf(next), next);
  }

  clear(): void {
    for (const scope of this.#armed.values()) scope.cancel();
    this.#armed.clear();
  }

  #start(name: string, timer: Timer): void {
    const scope = new CancellationScope();
    this.#armed.set(name, scope);
    const ring = async () => {
      try {
        await scope.run(() =>
          sleep(Math.max(1, timer.at - nowOf(this.#run)), { summary: `${timer.why}: ${stamp(timer.at)}` }),
        );
        if (this.#armed.get(name) === scope) this.#armed.delete(name);
        this.#rang = true;
      } catch (error) {
        if (!isCancellation(error)) throw error;
      }
    };
    void ring();
  }
}

const nameOf = (timer: Timer): string => `${timer.timer}:${timer.key ?? ''}:${timer.at}`;
