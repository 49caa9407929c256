// Two commands in one checkout must not install or build at once: the second one waits, then finds the work done.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './say.mjs';

/** No install and no build takes as long: the number of a dead holder may have gone to another process. */
const staleAfterMs = 20 * 60_000;

export async function alone(root, work) {
  const lock = join(root, '.bootstrap.lock');
  await take(lock);
  try {
    return await work();
  } finally {
    if (holderOf(lock) === process.pid) rmSync(lock, { recursive: true, force: true });
  }
}

async function take(lock) {
  // Moved into place whole, so that a lock without its holder's number is never seen.
  const mine = `${lock}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'pid'), String(process.pid));
  try {
    for (let said = false; !movedTo(mine, lock); ) {
      if (isStale(lock)) removeStale(lock);
      else {
        if (!said) say('Another command is installing or building in this folder: waiting for it');
        said = true;
        await pause(100);
      }
    }
  } finally {
    rmSync(mine, { recursive: true, force: true });
  }
}

function movedTo(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Two may see the same stale lock: whoever moved away a fresh one instead puts it back. */
function removeStale(lock) {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (!isStale(aside)) movedTo(aside, lock);
  rmSync(aside, { recursive: true, force: true });
}

function isStale(lock) {
  try {
    return !lives(holderOf(lock)) || Date.now() - statSync(lock).mtimeMs > staleAfterMs;
  } catch {
    return true;
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    return 0;
  }
}

function lives(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
