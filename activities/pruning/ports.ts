/** What is removed at an age, collection by collection. */
export type Aged = {
  readonly collections: readonly string[];
  /** Removes at most so many of the oldest that are past their age by now; says how many it was. */
  prune(collection: string, now: number, most: number): Promise<number>;
};
