/** Rings when something may have changed; whoever hears it looks for themselves. */
export class Bell {
  readonly #hearers = new Set<() => void>();
  readonly #ringOthers: () => void;

  /** `ringOthers`: the bells of the other replicas; nothing waits for them. */
  constructor(ringOthers: () => void = () => undefined) {
    this.#ringOthers = ringOthers;
  }

  /** Something was changed by this process. */
  ring(): void {
    this.ringHere();
    this.#ringOthers();
  }

  /** Of what every replica hears for itself. */
  ringHere(): void {
    for (const hear of this.#hearers) hear();
  }

  /** Until what it answers with is called. */
  hear(hearer: () => void): () => void {
    this.#hearers.add(hearer);
    return () => void this.#hearers.delete(hearer);
  }
}
