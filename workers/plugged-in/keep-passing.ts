import type { UserId } from '../../core/shared/ids.ts';
import type { Log } from '../../runtime/log.ts';
import { pause } from '../../runtime/retry.ts';

/** Telegram shows for five seconds that somebody types. */
const everyMs = 4_000;

/** A connection that is not there at once is no news. */
const worthSaying = 3;

/** Puts again before workers what Redis lost, and shows that they are at it. */
export async function keepPassing(
  deps: {
    readonly waiting: (now: number) => Promise<readonly UserId[]>;
    readonly pass: (users: readonly UserId[], now: number) => Promise<void>;
    readonly now: () => Promise<number>;
    readonly log: Log;
  },
  stopping: AbortSignal,
): Promise<void> {
  for (let failed = 0; !stopping.aborted; ) {
    try {
      const now = await deps.now();
      await deps.pass(await deps.waiting(now), now);
      failed = 0;
    } catch (error) {
      if (failed === worthSaying && !stopping.aborted)
        deps.log.warn({ err: error }, 'what people said cannot be put before workers now');
      failed += 1;
    }
    await pause(everyMs, stopping);
  }
}
