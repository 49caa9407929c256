import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Identity, identify, isAlive } from './identity.ts';

export type Lock = {
  readonly release: () => void;
  /** False once somebody took its file away. */
  readonly isHeld: () => boolean;
};
export type LockResult =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly holder: Identity };

const schema = z.object({ pid: z.int(), started: z.string(), boot: z.string(), token: z.string() });

/** One holder at a time; a holder that was killed holds nothing. Made by link(2), which never replaces a file. */
export function takeLock(file: string): LockResult {
  mkdirSync(dirname(file), { recursive: true });
  const me = identify(process.pid);
  if (me === undefined) throw new Error('this process cannot see itself');
  const token = randomUUID();
  const mine = `${file}.${token}`;
  writeFileSync(mine, JSON.stringify({ ...me, token }));
  try {
    for (;;) {
      if (linked(mine, file)) return { ok: true, lock: lockOf(file, token) };
      const holder = read(file);
      if (holder !== undefined && isAlive(holder)) return { ok: false, holder };
      removeStale(file, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function lockOf(file: string, token: string): Lock {
  // Only an answer counts: a moment without free file handles is not the loss of the lock.
  const isHeld = () => existsSync(file) && (read(file)?.token ?? token) === token;
  return {
    isHeld,
    release: () => {
      if (isHeld()) rmSync(file, { force: true });
    },
  };
}

/** Who holds it now, for those who only look. */
export function holderOf(file: string): Identity | undefined {
  const holder = read(file);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two may see the same stale lock: whoever moved away a fresh one instead puts it back. */
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved !== undefined && isAlive(moved)) linked(aside, file);
  // Whatever it was: a folder, too, may stand where a lock belongs.
  rmSync(aside, { recursive: true, force: true });
}

function read(file: string): z.infer<typeof schema> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
