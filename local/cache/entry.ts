import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import { holderOf, type Lock, takeLock } from '../supervise/lock.ts';
import { fingerprint } from './fingerprint.ts';

export type Step =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly why: string };
export type EntryResult =
  | { readonly ok: true; readonly folder: string; readonly version: string }
  | { readonly ok: false; readonly why: string };

export type EntryRecipe = {
  /** Backend and version: `secantusdb-0.7.0b3`. */
  readonly name: string;
  readonly cache: string;
  readonly signal: AbortSignal;
  readonly say: (stage: string) => void;
  /** Fills an empty folder. */
  readonly build: (folder: string) => Promise<{ ok: true } | { ok: false; why: string }>;
  /** Runs what is in the folder and answers with the version it names. */
  readonly verify: (folder: string) => Promise<Step>;
};

const noteSchema = z.object({ version: z.string(), sha256: z.string() });
const noteIn = (folder: string): string => join(folder, '.zapis-entry.json');

/**
 * Something downloaded or built once per user. It is made in a folder aside, tried, and only then moved into place:
 * what stands under its name has run at least once, and its hash is compared every time it is used.
 */
export async function cacheEntry(recipe: EntryRecipe): Promise<EntryResult> {
  const folder = join(recipe.cache, recipe.name);
  const ready = await usable(recipe, folder);
  if (ready) return ready;
  const lock = await waitForLock(recipe);
  try {
    return (await usable(recipe, folder)) ?? (await make(recipe, folder));
  } finally {
    lock.release();
  }
}

async function usable(recipe: EntryRecipe, folder: string): Promise<EntryResult | undefined> {
  const note = noteSchema.safeParse(readJson(noteIn(folder)));
  if (!note.success || !existsSync(folder)) return undefined;
  if ((await fingerprint(folder)) !== note.data.sha256) {
    recipe.say(`the cached copy in ${folder} is damaged: making it again`);
    return undefined;
  }
  return { ok: true, folder, version: note.data.version };
}

async function make(recipe: EntryRecipe, folder: string): Promise<EntryResult> {
  // Without a note somebody else put it there: good enough if it runs.
  if (existsSync(folder) && !existsSync(noteIn(folder))) {
    const found = await recipe.verify(folder);
    if (found.ok) return seal(folder, folder, found.version);
  }
  const staging = join(recipe.cache, '.staging', recipe.name);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    const built = await recipe.build(staging);
    if (!built.ok) return built;
    const tried = await recipe.verify(staging);
    if (!tried.ok) return tried;
    rmSync(folder, { recursive: true, force: true });
    return await seal(staging, folder, tried.version);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function seal(from: string, to: string, version: string): Promise<EntryResult> {
  writeJson(noteIn(from), { version, sha256: await fingerprint(from) });
  if (from !== to) renameSync(from, to);
  return { ok: true, folder: to, version };
}

/** Two checkouts may want the same thing at the same moment: one makes it, the other waits for it. */
async function waitForLock(recipe: EntryRecipe): Promise<Lock> {
  const file = join(recipe.cache, '.locks', recipe.name);
  for (;;) {
    const taken = takeLock(file);
    if (taken.ok) return taken.lock;
    recipe.say(`waiting for another start on this machine (pid ${taken.holder.pid}) that is preparing it`);
    while (holderOf(file)) await pause(300, undefined, { signal: recipe.signal });
  }
}
