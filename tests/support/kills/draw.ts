/** The same numbers for the same seed. */
export type Draw = {
  /** From 0 on, below `end`. */
  below(end: number): number;
  oneOf<T>(all: readonly T[]): T | undefined;
  shuffled<T>(all: readonly T[]): readonly T[];
};

export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  const below = (end: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  return {
    below,
    oneOf: (all) => all[below(all.length)],
    shuffled: (all) =>
      all
        .map((one) => [below(2 ** 31), one] as const)
        .toSorted(([one], [other]) => one - other)
        .map(([, one]) => one),
  };
}

/** So many, each of them before any comes again. */
export function inTurns<T>(count: number, all: readonly T[], draw: Draw): readonly T[] {
  const turns = Math.ceil(count / all.length);
  return Array.from({ length: turns }, () => draw.shuffled(all))
    .flat()
    .slice(0, count);
}
