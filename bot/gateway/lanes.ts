/** One person's updates one after another, different people's side by side, never more than `most` at once. */
export class Lanes {
  readonly #tails = new Map<number, Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(most: number) {
    this.#free = most;
  }

  run<T>(key: number, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(() => this.#bounded(work));
    // What the next one waits for never fails: a fault belongs to its own update.
    const tail = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(key, tail);
    void this.#forget(key, tail);
    return mine;
  }

  async #forget(key: number, tail: Promise<void>): Promise<void> {
    await tail;
    if (this.#tails.get(key) === tail) this.#tails.delete(key);
  }

  async #bounded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    try {
      return await work();
    } finally {
      // A place is handed on rather than freed, or a newcomer could take it twice.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
