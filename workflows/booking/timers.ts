import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { timersOf } from '../../core/booking/machine/index.ts';
import type { Timer } from '../../core/booking/machine/timers.ts';
import { nowOf, type Run } from './run.ts';

/**
 * One Temporal timer per instant the run waits for, so that an operator sees each with its reason. Started when it
 * first matters, cancelled when it no longer does, and left alone in between.
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
    const wanted = new Map(timersOf(state).map((timer) => [nameOf(timer), timer]));
    for (const [name, scope] of this.#armed) {
      if (wanted.has(name)) continue;
      this.#armed.delete(name);
      scope.cancel();
    }
    for (const [name, timer] of wanted) if (!this.#armed.has(name)) this.#start(name, timer);
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
        await scope.run(() => sleep(Math.max(1, timer.at - nowOf(this.#run)), { summary: timer.why }));
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
