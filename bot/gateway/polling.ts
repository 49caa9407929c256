import { z } from 'zod';
import type { Log } from '../../runtime/log.ts';
import { delayMs, pause } from '../../runtime/retry.ts';
import type { TelegramIn } from '../ports.ts';
import type { Taken } from './intake.ts';

export type PollingDeps = {
  readonly telegram: Pick<TelegramIn, 'getUpdates'>;
  readonly take: (raw: unknown) => Promise<Taken>;
  readonly log: Log;
  /** Tests do not want to wait. */
  readonly wait?: typeof pause;
};

const waitS = 25;
/** Telegram tells the older of two pollers of a conflict at once, and answers the next one 3 s late. */
const conflictMs = 4_000;
const refusedMs = 30_000;

export type Polling = {
  run(stopping: AbortSignal): Promise<void>;
  /** When Telegram last answered; 0 before the first time. */
  lastHeard(): number;
};

/** Asks for updates until told to stop. What has been asked past is gone at Telegram: so first every update is durable. */
export function createPolling({ telegram, take, log, wait = pause }: PollingDeps): Polling {
  let heard = 0;
  let offset = 0;
  let failures = 0;
  let told = '';

  /** Says each new trouble once. */
  const tell = (reason: string) => {
    if (reason !== told) log.warn({ detail: reason }, 'no updates from Telegram: trying again');
    told = reason;
  };

  const round = async (stopping: AbortSignal): Promise<number> => {
    const polled = await telegram.getUpdates(offset, waitS, stopping);
    if (stopping.aborted && polled.polled !== 'updates') return 0;
    if (polled.polled === 'conflict') {
      tell(polled.reason);
      return delayMs(0, conflictMs * 1.25, conflictMs * 1.25);
    }
    if (polled.polled === 'away') {
      tell(polled.reason);
      failures += 1;
      return Math.max(polled.waitMs, polled.refused ? refusedMs : delayMs(failures, 250, 5_000));
    }
    heard = Date.now();
    told = '';
    const taken = await Promise.all(polled.updates.map(take));
    if (taken.every((one) => one === 'durable')) {
      failures = 0;
      offset = Math.max(offset, ...polled.updates.map(idOf)) + (polled.updates.length > 0 ? 1 : 0);
      return 0;
    }
    failures += 1;
    log.warn({ updates: taken.length }, 'not every update is durable yet: asking for the same again');
    return delayMs(failures, 1_000, 5_000);
  };

  /** A mistake of ours in one round must not end all of them. */
  const roundOrStumble = async (stopping: AbortSignal): Promise<number> => {
    try {
      return await round(stopping);
    } catch (error) {
      log.error({ err: error }, 'a round of polling failed');
      return refusedMs;
    }
  };

  return {
    lastHeard: () => heard,
    async run(stopping) {
      while (!stopping.aborted) await wait(await roundOrStumble(stopping), stopping);
      // Tells Telegram what is done, so that a restart is not given it again.
      if (offset > 0) await telegram.getUpdates(offset, 0, AbortSignal.timeout(2_000));
    },
  };
}

const numbered = z.object({ update_id: z.number().int() });
const idOf = (raw: unknown): number => numbered.safeParse(raw).data?.update_id ?? 0;
