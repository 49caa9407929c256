import { readFileSync } from 'node:fs';

/** Processor time in ms, by the name of a part. */
export type Used = Readonly<Record<string, number>>;

// A tick of /proc is a hundredth of a second wherever Node runs on Linux.
const tickMs = 10;

export const processorMs = (parts: Readonly<Record<string, readonly number[]>>): Used =>
  Object.fromEntries(
    Object.entries(parts).map(([name, pids]) => [name, pids.reduce((sum, pid) => sum + ofProcess(pid), 0)]),
  );

function ofProcess(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

const difference = (before: Used, after: Used): Used =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));

/** Adds up what several stretches used. */
export class Meter {
  readonly #look: () => Used;
  #sum: Used = {};
  #taps = 0;

  constructor(look: () => Used) {
    this.#look = look;
  }

  async during<T>(taps: number, run: () => Promise<T>): Promise<T> {
    const before = this.#look();
    const done = await run();
    const spent = difference(before, this.#look());
    this.#sum = Object.fromEntries(
      Object.entries(spent).map(([name, value]) => [name, value + (this.#sum[name] ?? 0)]),
    );
    this.#taps += taps;
    return done;
  }

  get perTapMs(): number {
    return Object.values(this.#sum).reduce((sum, value) => sum + value, 0) / this.#taps;
  }

  toString(): string {
    const parts = Object.entries(this.#sum)
      .map(([name, value]) => [name, value / this.#taps] as const)
      .filter(([, value]) => value >= 0.1)
      .toSorted(([, one], [, other]) => other - one);
    return `${this.perTapMs.toFixed(1)} ms (${parts.map(([name, value]) => `${name} ${value.toFixed(1)}`).join(', ')})`;
  }
}
