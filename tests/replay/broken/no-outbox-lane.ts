/** Commits nobody hears of. */
export async function outboxLane(): Promise<void> {
  return undefined;
}
