// A signal, or the end of the npm that called us, while something is being prepared or runs: whoever works is told and ends first.
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const starterLookMs = 500;

const listeners = new Set();
let asked;

/** Somebody wants the end: `code` is what the shell expects of a program that a signal ended. */
export class Stopped extends Error {
  constructor(signal) {
    super(`ended by ${signal}`);
    this.code = 128 + constants.signals[signal];
  }
}

/** From here on signals do not end this process; they reach whoever listens, each of them. */
export function watchForStop(env = process.env) {
  for (const signal of signals) process.on(signal, () => stop(signal));
  // npm passes a signal on to its shell, which dies of it alone: we would go on with nobody to end us.
  if (!env.npm_lifecycle_event) return;
  const starter = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(look);
    stop('SIGHUP');
  }, starterLookMs);
  look.unref();
}

function stop(signal) {
  asked ??= signal;
  for (const listener of listeners) listener(signal);
}

export function onStop(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function throwIfStopped() {
  if (asked) throw new Stopped(asked);
}
