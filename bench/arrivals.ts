import { setTimeout as pause } from 'node:timers/promises';

/** Each begins at its time, whether those before it are done or not: a slow answer does not slow the arrivals. */
export async function arriving<T, R>(
  all: readonly T[],
  perSecond: number,
  run: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const began = performance.now();
  const running: Promise<R>[] = [];
  for (const [at, one] of all.entries()) {
    const wait = began + (at * 1_000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    running.push(run(one));
  }
  return Promise.all(running);
}

/** So many at a time. */
export async function inTurns<T>(
  all: readonly T[],
  atOnce: number,
  run: (one: T) => Promise<unknown>,
): Promise<void> {
  const rest = [...all];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await run(one);
    }),
  );
}
