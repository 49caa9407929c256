/** The time that lifetimes are measured by. Real by default; tests hand over one they move themselves. */
export type Clock = {
  now(): number;
  /** Runs the action once after that long; returns a function that calls it off. */
  after(ms: number, action: () => void): () => void;
};

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export type FakeClock = Clock & {
  advance(ms: number): void;
  /** Milliseconds until the next thing that waits; null when nothing does. */
  nextIn(): number | null;
};

export function fakeClock(start = Date.UTC(2026, 10, 26, 8)): FakeClock {
  let now = start;
  let order = 0;
  const waiting = new Map<number, { at: number; action: () => void }>();
  const next = () => [...waiting].sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
  return {
    now: () => now,
    after(ms, action) {
      order += 1;
      const key = order;
      waiting.set(key, { at: now + ms, action });
      return () => waiting.delete(key);
    },
    nextIn() {
      const due = next();
      return due ? due[1].at - now : null;
    },
    advance(ms) {
      const end = now + ms;
      for (let due = next(); due && due[1].at <= end; due = next()) {
        waiting.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].action();
      }
      now = end;
    },
  };
}

export const seconds = (ms: number): number => Math.floor(ms / 1000);
