export type StopRequest = {
  /** Resolves with the exit code at the first signal. */
  readonly asked: Promise<number>;
  readonly wasAsked: () => boolean;
  /** Aborted at the second one: whoever waits for a polite end need wait no longer. */
  readonly hurry: AbortSignal;
  readonly close: () => void;
};

/** Ctrl-C is how one ends it: that is no failure. */
const codes = { SIGINT: 0, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ctrl-C, a closed terminal, `kill`: all end in the same orderly way; a second one makes it quick. */
export function stopRequests(): StopRequest {
  const hurry = new AbortController();
  let asked = false;
  let resolveAsked: (code: number) => void = () => {};
  const promise = new Promise<number>((resolve) => {
    resolveAsked = resolve;
  });
  const request = (code: number) => {
    if (asked) hurry.abort();
    asked = true;
    resolveAsked(code);
  };
  // A mistake of ours must not leave behind what we started.
  const onMistake = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    request(70);
  };
  process.on('uncaughtException', onMistake);
  const handlers = Object.entries(codes).map(([signal, code]) => {
    const handler = () => request(code);
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return {
    asked: promise,
    wasAsked: () => asked,
    hurry: hurry.signal,
    close: () => {
      process.off('uncaughtException', onMistake);
      for (const remove of handlers) remove();
    },
  };
}
