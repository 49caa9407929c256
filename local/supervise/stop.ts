import { setTimeout as pause } from 'node:timers/promises';
import { type Identity, isAlive } from './identity.ts';

/** Signals the whole group; a group that is gone already is what we wanted. */
export function signalGroup(who: Identity, signal: NodeJS.Signals): void {
  try {
    process.kill(-who.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks, waits until the deadline, then ends it. Only ever touches the process that was recorded, and its group. */
export async function stopGroup(who: Identity, graceMs: number, hurry?: AbortSignal): Promise<void> {
  if (!isAlive(who)) return;
  signalGroup(who, 'SIGTERM');
  await untilDead(who, graceMs, hurry);
  // Also after a polite end: what the leader left in its group would be nobody's.
  signalGroup(who, 'SIGKILL');
  await untilDead(who, 5_000);
}

async function untilDead(who: Identity, limitMs: number, hurry?: AbortSignal): Promise<void> {
  const deadline = Date.now() + limitMs;
  const isOver = () => Date.now() >= deadline || hurry?.aborted === true;
  while (isAlive(who) && !isOver()) await pause(40);
}
