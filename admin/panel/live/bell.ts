/** Rings when something may have changed; whoever hears it looks for themselves. */
export class Bell {
  readonly #hearers = new Set<() => void>();

  ring(): void {
    for (const hear of this.#hearers) hear();
  }

  /** Until what it answers with is called. */
  hear(hearer: () => void): () => void {
    this.#hearers.add(hearer);
    return () => void this.#hearers.delete(hearer);
  }
}
