import { botRounds } from './bot.ts';
import type { Round } from './round.ts';
import { serviceRounds } from './services.ts';
import { workerRounds } from './worker.ts';

export type { Round };

/** Every named point at which a process is lost. */
export const rounds: readonly Round[] = [...workerRounds, ...botRounds, ...serviceRounds];
