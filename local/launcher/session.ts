import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createToolRunner, type RunTool } from '../cache/tool.ts';
import type { Places } from '../paths.ts';
import { liftForgottenPolicy } from '../services/apt.ts';
import type { Identity } from '../supervise/identity.ts';
import { takeLock } from '../supervise/lock.ts';
import { endOrphans } from '../supervise/orphans.ts';
import { openRecords, type Recorded, type Records } from '../supervise/records.ts';
import { diskTrouble, StartTrouble } from '../trouble.ts';
import { openPortMemory, type PortMemory } from './port-memory.ts';

/** One launcher at work in one data folder: nobody else writes there while it lasts. */
export type Session = {
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  readonly records: Records;
  readonly ports: PortMemory;
  readonly run: RunTool;
  readonly signal: AbortSignal;
  /** Breaks off whatever is being prepared. */
  readonly abort: () => void;
  /** What an earlier launcher had left running; it has been ended. */
  readonly orphans: readonly Recorded[];
  /** False once the folder was removed, or another launcher took it. */
  readonly isOurs: () => boolean;
  readonly close: () => void;
};
export type SessionResult =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly holder: Identity };

export const lockFileIn = (places: Places): string => join(places.run, 'launcher.lock');

export async function openSession(
  places: Places,
  env: NodeJS.ProcessEnv = process.env,
): Promise<SessionResult> {
  const taken = writable(places.data, 'ZAPIS_DATA_DIR', () => {
    for (const folder of [places.run, places.logs]) mkdirSync(folder, { recursive: true });
    return takeLock(lockFileIn(places));
  });
  if (!taken.ok) return taken;
  try {
    writable(places.cache, 'ZAPIS_CACHE_DIR', () => mkdirSync(places.cache, { recursive: true }));
    const records = openRecords(places.run, taken.lock.isHeld);
    const orphans = await endOrphans(records);
    liftForgottenPolicy();
    const breakOff = new AbortController();
    const session: Session = {
      places,
      env,
      records,
      ports: openPortMemory(places),
      run: createToolRunner(records, breakOff.signal),
      signal: breakOff.signal,
      abort: () => breakOff.abort(),
      orphans,
      isOurs: taken.lock.isHeld,
      close: () => {
        session.ports.close();
        if (session.isOurs()) rmSync(join(places.run, 'status.json'), { force: true });
        taken.lock.release();
      },
    };
    return { ok: true, session };
  } catch (error) {
    taken.lock.release();
    throw error;
  }
}

function writable<T>(folder: string, variable: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const trouble = diskTrouble(error, folder, variable);
    throw trouble === undefined ? error : new StartTrouble(trouble);
  }
}
