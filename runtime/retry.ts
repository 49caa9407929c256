/** Waits between tries: doubling from `firstMs` to `mostMs`, spread by a fifth so that replicas do not knock together. */
export function delayMs(
  attempt: number,
  firstMs: number,
  mostMs: number,
  random: () => number = Math.random,
): number {
  const base = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(base * (0.8 + 0.4 * random()));
}

export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(finish, ms);
    function finish() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    }
    signal?.addEventListener('abort', finish);
  });

/** Tries until it succeeds, `signal` says stop (undefined is returned), or `fatal` says that waiting is of no use (thrown). */
export async function untilDone<T>(
  work: () => Promise<T>,
  options: {
    readonly signal: AbortSignal;
    readonly failed?: (error: unknown, attempt: number) => void;
    readonly fatal?: (error: unknown) => boolean;
    readonly firstMs?: number;
    readonly mostMs?: number;
  },
): Promise<T | undefined> {
  for (let attempt = 0; !options.signal.aborted; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (options.fatal?.(error)) throw error;
      options.failed?.(error, attempt);
      await pause(delayMs(attempt, options.firstMs ?? 200, options.mostMs ?? 5_000), options.signal);
    }
  }
  return undefined;
}
