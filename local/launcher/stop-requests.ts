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

/** One Ctrl-C reaches us twice: from the terminal, and passed on by the script that started us. */
const sameRequestMs = 1_000;

/**
 * Ctrl-C, a closed terminal, `kill`, the end of the script that started us: all end in the same orderly way; a second one
 * makes it quick.
 */
export function stopRequests(now: () => number = Date.now): StopRequest {
  const hurry = new AbortController();
  let askedAt: number | undefined;
  let resolveAsked: (code: number) => void = () => {};
  const promise = new Promise<number>((resolve) => {
    resolveAsked = resolve;
  });
  const ask = (code: number) => {
    if (askedAt !== undefined && now() - askedAt > sameRequestMs) hurry.abort();
    askedAt ??= now();
    resolveAsked(code);
  };
  // A mistake of ours must not leave behind what we started.
  const onMistake = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    ask(70);
  };
  process.on('uncaughtException', onMistake);
  const handlers = Object.entries(codes).map(([signal, code]) => {
    const handler = () => ask(signal === 'SIGINT' ? 0 : code);
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  const starterGone = () => ask(codes.SIGHUP);
  if (process.channel) process.once('disconnect', starterGone);
  handlers.push(() => process.off('disconnect', starterGone));
  return {
    asked: promise,
    wasAsked: () => askedAt !== undefined,
    hurry: hurry.signal,
    close: () => {
      process.off('uncaughtException', onMistake);
      for (const remove of handlers) remove();
    },
  };
}
