import { setTimeout as sleep } from 'node:timers/promises';

type Names = {
  /** undefined: Telegram does not say now. */
  readonly ask: () => Promise<string | undefined>;
  readonly write: (username: string) => Promise<void>;
};

/** Once, as soon as both Telegram and the database can be asked. */
export async function noteBotName(
  { ask, write }: Names,
  stopping: AbortSignal,
  pauseMs = 10_000,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      const username = await ask();
      if (username !== undefined) return await write(username);
    } catch {
      // The database is away: its own health says so.
    }
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}
