export type Interruption = {
  readonly signal: AbortSignal;
  /** What the run ends with when it was interrupted. */
  readonly code: () => number | undefined;
  readonly close: () => void;
};

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ctrl-C, `kill`, a closed terminal, and the end of the script that started us. */
export function interruption(): Interruption {
  const ended = new AbortController();
  let code: number | undefined;
  const interrupt = (by: number) => {
    code ??= by;
    ended.abort();
  };
  const handlers = Object.entries(codes).map(([name, by]) => [name, () => interrupt(by)] as const);
  for (const [name, handler] of handlers) process.on(name, handler);
  const starterGone = () => interrupt(codes.SIGHUP);
  process.once('disconnect', starterGone);
  return {
    signal: ended.signal,
    code: () => code,
    close: () => {
      for (const [name, handler] of handlers) process.off(name, handler);
      process.off('disconnect', starterGone);
    },
  };
}
