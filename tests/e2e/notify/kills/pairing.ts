/** Whether each claim gets one of the lines that fit it, and which lines nobody gets. Earlier claims go before later ones; otherwise as many as can be are served. */
export function paired(
  claims: readonly (readonly string[])[],
  lines: readonly string[],
): { readonly served: readonly boolean[]; readonly left: readonly string[] } {
  const owners = new Map<number, number>();
  /** Whoever has the line may find another. */
  function gets(claim: number, asked: Set<number>): boolean {
    for (const [at, line] of lines.entries()) {
      if (asked.has(at) || !claims[claim]?.includes(line)) continue;
      asked.add(at);
      const owner = owners.get(at);
      if (owner !== undefined && !gets(owner, asked)) continue;
      owners.set(at, claim);
      return true;
    }
    return false;
  }
  return {
    served: claims.map((_claim, at) => gets(at, new Set())),
    left: lines.filter((_line, at) => !owners.has(at)),
  };
}
