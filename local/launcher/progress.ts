export type Progress = {
  /** What a service is doing now. */
  readonly say: (name: string, stage: string) => void;
  /** A line of its own, whatever else is going on. */
  readonly note: (line: string) => void;
  /** This one needs no more lines. */
  readonly done: (name: string, outcome: string) => void;
  readonly close: () => void;
};

type Stage = { text: string; kind: string; shownAt: number };

const everyMs = 10_000;

/**
 * One line per new stage, and a sign of life every 10 seconds for one that lasts. Lines only: it reads the same on a
 * terminal and in the log of a build machine.
 */
export function createProgress(write: (line: string) => void, now: () => number = Date.now): Progress {
  const began = now();
  const stages = new Map<string, Stage>();
  const line = (name: string, text: string) =>
    write(`  ${`${Math.round((now() - began) / 1000)} s`.padStart(6)}  ${name.padEnd(9)} ${text}`);
  const show = (name: string, stage: Stage) => {
    stage.shownAt = now();
    line(name, stage.text);
  };
  const timer = setInterval(() => {
    for (const [name, stage] of stages) if (now() - stage.shownAt >= everyMs) show(name, stage);
  }, 1_000);
  timer.unref();
  return {
    say: (name, text) => {
      // "312 packages" and "313 packages" are the same stage, further on.
      const kind = text.replaceAll(/\d+/g, '#');
      const before = stages.get(name);
      const stage: Stage = { text, kind, shownAt: before?.shownAt ?? 0 };
      stages.set(name, stage);
      if (before?.kind !== kind) show(name, stage);
    },
    note: write,
    done: (name, outcome) => {
      stages.delete(name);
      line(name, outcome);
    },
    close: () => clearInterval(timer),
  };
}
