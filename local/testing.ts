import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A folder for one test; `whenOver` is vitest's onTestFinished or afterAll. */
export function tempFolder(whenOver: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'zapis-test-'));
  whenOver(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await pause(20);
  }
}
