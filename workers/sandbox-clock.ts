import type { Log } from '../runtime/log.ts';
import { pause } from '../runtime/retry.ts';

export type SandboxClock = {
  /** How far the sandbox’s clock is ahead; undefined: it did not say. */
  read(): Promise<number | undefined>;
  /** Keeps it for whoever asks what time it is; only ever rises. */
  keep(offsetMs: number): Promise<void>;
  /** Tells every open booking; how many. */
  tell(offsetMs: number): Promise<number>;
};

const everyMs = 500;

/** Follows the sandbox’s clock: seats, cut-offs and pages read the kept offset, waiting workflows are told. */
export async function followSandboxClock(
  clock: SandboxClock,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  let known = 0;
  while (!stopping.aborted) {
    known = await follow(clock, known, log);
    await pause(everyMs, stopping);
  }
}

async function follow(clock: SandboxClock, known: number, log: Log): Promise<number> {
  try {
    const offset = await clock.read();
    if (offset === undefined || offset <= known) return known;
    await clock.keep(offset);
    const told = await clock.tell(offset);
    log.info({ offset_ms: offset, told }, 'the sandbox’s clock went forward');
    return offset;
  } catch (error) {
    // A neighbour is away: the board says so, and the next round tries again.
    log.debug({ err: error }, 'the sandbox’s clock could not be followed');
    return known;
  }
}
