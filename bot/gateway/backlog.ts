import { pause } from '../../runtime/retry.ts';
import type { Memory, Queues } from '../ports.ts';

const whileOpenMs = 250;
const whileClosedMs = 1_000;

/**
 * Whether updates stand in `bot.update.pending`: while they do, later ones go behind them. A message that a consumer holds
 * is not counted by the broker, so whoever holds one says so.
 */
export class Backlog {
  readonly #queues: Pick<Queues, 'pending'>;
  readonly #memory: Memory['backlog'];
  #open = false;
  #held = 0;
  #opened = 0;

  constructor(queues: Pick<Queues, 'pending'>, memory: Memory['backlog']) {
    this.#queues = queues;
    this.#memory = memory;
  }

  isOpen(): boolean {
    return this.#open;
  }

  /** To be called before the first update goes there, so that none can pass meanwhile. */
  async open(): Promise<void> {
    this.#opened += 1;
    this.#open = true;
    await this.#memory.set();
  }

  /** While the consumer has one in hand. */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    await this.open();
    try {
      return await work();
    } finally {
      this.#held -= 1;
      if (this.#held === 0) await this.#memory.clear();
    }
  }

  /** Still there: other processes are told again. */
  async stillHolding(): Promise<void> {
    await this.#memory.set();
  }

  async look(): Promise<void> {
    const seen = this.#opened;
    const count = await this.#queues.pending();
    const elsewhere = await this.#memory.isSet();
    // Not known, or one went there while we asked.
    if (count === undefined || seen !== this.#opened) return;
    this.#open = count > 0 || this.#held > 0 || elsewhere;
  }

  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      await pause(this.#open ? whileOpenMs : whileClosedMs, signal);
    }
  }
}
