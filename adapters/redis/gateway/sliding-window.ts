/** How many different things somebody did within the last `windowMs`; of this process only, and only of who was here lately. */
export class SlidingWindow {
  readonly #windowMs: number;
  readonly #seen = new Map<number, Map<number, number>>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** The place of `what` among what `who` did lately, 1 for the first; the same thing again has the place it had. */
  place(who: number, what: number, now: number): number {
    this.#forget(now);
    const known = this.#seen.get(who) ?? new Map<number, number>();
    this.#seen.set(who, known);
    if (!known.has(what)) known.set(what, now);
    return [...known.keys()].indexOf(what) + 1;
  }

  #forget(now: number): void {
    for (const [who, known] of this.#seen) {
      for (const [what, at] of known) if (at <= now - this.#windowMs) known.delete(what);
      if (known.size === 0) this.#seen.delete(who);
    }
  }
}
