import type { BookingDeps } from '../../activities/booking/ports.ts';

/** Everybody waits until all are there; then all go at once. */
export function startBarrier(parties: number): () => Promise<void> {
  let there = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  return () => {
    there += 1;
    if (there === parties) resolve();
    return promise;
  };
}

export const together = async <T>(runs: readonly (() => Promise<T>)[]): Promise<readonly T[]> => {
  const ready = startBarrier(runs.length);
  return Promise.all(
    runs.map(async (run) => {
      await ready();
      return run();
    }),
  );
};

type Stop = 'seats.claim' | 'seats.release' | 'bookings.commit' | 'bookings.open';

/** These ports stop before the first such write, say so, and go on when they are told. */
export function stopping(deps: BookingDeps, stop: Stop) {
  const reached = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  let first = true;
  const paused =
    <Args extends readonly unknown[], Answer>(run: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      if (first) {
        first = false;
        reached.resolve();
        await go.promise;
      }
      return run(...args);
    };
  const { seats, bookings } = deps;
  const changed: Record<Stop, () => BookingDeps> = {
    'seats.claim': () => ({ ...deps, seats: { ...seats, claim: paused(seats.claim) } }),
    'seats.release': () => ({ ...deps, seats: { ...seats, release: paused(seats.release) } }),
    'bookings.commit': () => ({ ...deps, bookings: { ...bookings, commit: paused(bookings.commit) } }),
    'bookings.open': () => ({ ...deps, bookings: { ...bookings, open: paused(bookings.open) } }),
  };
  return { deps: changed[stop](), reached: reached.promise, go: () => go.resolve() };
}
