/**
 * Waits for a condition, not for a time; says what it saw last when it gives up. It looks once more when the time is over: the
 * process may have been held up meanwhile.
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  withinMs = 60_000,
  everyMs = 50,
): Promise<T> {
  const until = Date.now() + withinMs;
  let last: unknown;
  for (let isOver = false; !isOver; ) {
    isOver = Date.now() >= until;
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, everyMs);
    });
  }
  throw new Error(`waited ${withinMs / 1000} s for: ${what}; last seen: ${String(last)}`);
}
