// One way to speak before anything is installed: short lines on standard error, so that standard output stays a program's.
export const say = (text) => process.stderr.write(`${text}\n`);

/** Says what is being done, and every ten seconds how long it has taken; returns what stops the clock. */
export function sayWhile(text) {
  const started = Date.now();
  say(text);
  const seconds = () => Math.round((Date.now() - started) / 1000);
  // Not a reason to stay: whoever fails in between need not think of it.
  const timer = setInterval(() => say(`  … ${seconds()} s`), 10_000);
  timer.unref();
  return (ending = 'done') => {
    clearInterval(timer);
    if (ending) say(`  ${ending} (${seconds()} s)`);
  };
}

/** A fault with a sentence for a person: no stack is printed for it. */
export class Told extends Error {}
