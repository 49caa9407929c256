/** Name and value in turns, as Redis answers. */
export const fieldsOf = (list: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: Math.floor(list.length / 2) }, (_none, at) => [list[2 * at], list[2 * at + 1]]),
  );
