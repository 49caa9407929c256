// Two commands in one checkout must not install or build at once: the second one waits, then finds the work done.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lives, startOf } from './process.mjs';
import { say } from './say.mjs';
import { throwIfStopped } from './stopping.mjs';

/** No install and no build takes as long: where a process's start cannot be told, a dead holder's number may be another's. */
const staleAfterMs = 20 * 60_000;

export async function alone(root, work) {
  const lock = join(root, '.bootstrap.lock');
  await take(lock);
  try {
    return await work();
  } finally {
    if (isMine(lock)) rmSync(lock, { recursive: true, force: true });
  }
}

async function take(lock) {
  // Moved into place whole, so that a lock without its holder's number is never seen.
  const mine = `${lock}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'pid'), noteOf(process.pid));
  try {
    for (let said = false; !movedTo(mine, lock); ) {
      throwIfStopped();
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
    return !isHolder(noteIn(lock)) || Date.now() - statSync(lock).mtimeMs > staleAfterMs;
  } catch {
    return true;
  }
}

const isMine = (lock) => noteIn(lock) === noteOf(process.pid);

/** A pid with its start: the pid alone may be somebody else's by now, in a container even our own. */
const noteOf = (pid) => `${pid} ${startOf(pid)}`.trim();

function isHolder(note) {
  const [pid = '', ...started] = note.split(' ');
  if (!lives(Number(pid))) return false;
  return started.length === 0 || note === noteOf(pid);
}

function noteIn(lock) {
  try {
    return readFileSync(join(lock, 'pid'), 'utf8').trim();
  } catch {
    return '';
  }
}
