/** What was sent and could not be written down would be counted as unknown: a neighbour that is away for a moment is waited for. */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (tries === 4) throw error;
    }
}
