import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isAlive } from './identity.ts';
import type { Recorded, Records } from './records.ts';
import { stopGroup } from './stop.ts';

/** Ends what an earlier launcher left when it was killed: by recorded pid and start time, never by name. */
export async function endOrphans(records: Records, graceMs = 8_000): Promise<readonly Recorded[]> {
  const left = records.all();
  const alive = left.filter(isAlive);
  // The roles first (they were started last), so that they do not fill their logs with complaints.
  for (const one of alive.filter((one) => one.name === 'roles')) await stopGroup(one, graceMs);
  await Promise.all(alive.map((one) => stopGroup(one, graceMs)));
  for (const one of left) {
    if (one.cleanup !== undefined) await runCleanup(one.cleanup);
    if (!isAlive(one)) records.remove(one);
  }
  return alive;
}

export async function runCleanup([command, ...args]: readonly string[]): Promise<void> {
  if (command === undefined) return;
  await promisify(execFile)(command, args, { timeout: 15_000 }).catch(() => undefined);
}
