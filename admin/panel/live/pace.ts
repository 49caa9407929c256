/**
 * One change rings more than once: a few drawings follow one another quickly, and what goes on ringing gets one every
 * `everyMs`. Nobody waits a second because something else was drawn a moment ago.
 */
const quickly = 4;
/** What rings together is drawn together. */
export const soonMs = 100;

/** Told of each drawing that something rang for; says how long none may follow. */
export function createPace(everyMs: number): (now: number) => number {
  let [left, last] = [quickly, Number.NEGATIVE_INFINITY];
  return (now) => {
    left = Math.min(quickly, left + (now - last) / everyMs) - 1;
    last = now;
    return Math.max(Math.min(soonMs, everyMs), (1 - left) * everyMs);
  };
}
