const atOnce = 50;

/**
 * The embedded engine compares every document it finds with a list value by value, so that a long list costs its square.
 * Some short ones at a time cost MongoDB, which looks each value up, no more than the long one.
 */
export const partsOf = <Id>(ids: readonly Id[], most = atOnce): Id[][] =>
  Array.from({ length: Math.ceil(ids.length / most) }, (_none, at) => ids.slice(at * most, (at + 1) * most));

export async function inParts<Id, Row>(
  ids: readonly Id[],
  read: (some: Id[]) => Promise<readonly Row[]>,
  most = atOnce,
): Promise<Row[]> {
  return (await Promise.all(partsOf(ids, most).map(read))).flat();
}
