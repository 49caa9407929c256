export type StopRequest = {
  /** Resolves with the exit code at the first signal. */
  readonly asked: Promise<number>;
  readonly wasAsked: () => boolean;
  /** Aborted at the second one: whoever waits for a polite end need wait no longer. */
  readonly hurry: AbortSignal;
  readonly close: () => void;
};

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ctrl-C, a closed terminal, `kill`: all end in the same orderly way; a second one makes it quick. */
export function stopRequests(): StopRequest {
  const hurry = new AbortController();
  let asked = false;
  let resolveAsked: (code: number) => void = () => {};
  const promise = new Promise<number>((resolve) => {
    resolveAsked = resolve;
  });
  const handlers = Object.entries(codes).map(([signal, code]) => {
    const handler = () => {
      if (asked) hurry.abort();
      asked = true;
      resolveAsked(signal === 'SIGINT' ? 0 : code);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return {
    asked: promise,
    wasAsked: () => asked,
    hurry: hurry.signal,
    close: () => {
      for (const remove of handlers) remove();
    },
  };
}
