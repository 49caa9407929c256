import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../testing.ts';
import { cacheEntry, type EntryRecipe } from './entry.ts';

function recipe(change: Partial<EntryRecipe> = {}) {
  const cache = tempFolder(onTestFinished);
  const builds: string[] = [];
  const made: EntryRecipe = {
    name: 'thing-1.0',
    cache,
    signal: new AbortController().signal,
    say: () => {},
    build: async (folder) => {
      builds.push(folder);
      writeFileSync(join(folder, 'program'), 'works');
      return { ok: true };
    },
    verify: async (folder) =>
      existsSync(join(folder, 'program')) ? { ok: true, version: '1.0' } : { ok: false, why: 'no program' },
    ...change,
  };
  return { made, cache, builds, file: join(cache, 'thing-1.0', 'program') };
}

test('it is made once and found afterwards', async () => {
  const { made, builds, cache } = recipe();
  const first = await cacheEntry(made);
  expect(await cacheEntry(made)).toEqual(first);
  expect(first).toEqual({ ok: true, folder: join(cache, 'thing-1.0'), version: '1.0' });
  expect(builds).toHaveLength(1);
});

test('a damaged copy is noticed and made again', async () => {
  const { made, builds, file } = recipe();
  await cacheEntry(made);
  appendFileSync(file, '!');
  expect((await cacheEntry(made)).ok).toBe(true);
  expect(builds).toHaveLength(2);
});

test('what an interpreter writes beside it while it runs is no damage', async () => {
  const { made, builds, cache } = recipe();
  await cacheEntry(made);
  mkdirSync(join(cache, 'thing-1.0', '__pycache__'));
  writeFileSync(join(cache, 'thing-1.0', '__pycache__', 'x.pyc'), '');
  await cacheEntry(made);
  expect(builds).toHaveLength(1);
});

test('a build that is killed half way never stands under its name', async () => {
  const { made, cache } = recipe({
    build: async (folder) => {
      writeFileSync(join(folder, 'half'), '');
      throw new Error('killed');
    },
  });
  await expect(cacheEntry(made)).rejects.toThrow('killed');
  expect(existsSync(join(cache, 'thing-1.0'))).toBe(false);
  expect(readdirSync(join(cache, '.staging'))).toEqual([]);
});

test('what was left in the staging folder by a killed process is not part of the next build', async () => {
  const { made, cache, file } = recipe();
  mkdirSync(join(cache, '.staging', 'thing-1.0'), { recursive: true });
  writeFileSync(join(cache, '.staging', 'thing-1.0', 'half'), '');
  await cacheEntry(made);
  expect(existsSync(file)).toBe(true);
  expect(existsSync(join(cache, 'thing-1.0', 'half'))).toBe(false);
});

test('something built that does not run is not kept', async () => {
  const { made, cache } = recipe({ verify: async () => ({ ok: false, why: 'crashes' }) });
  expect(await cacheEntry(made)).toEqual({ ok: false, why: 'crashes' });
  expect(existsSync(join(cache, 'thing-1.0'))).toBe(false);
});

test('something put there by hand is taken if it runs, and made new if it does not', async () => {
  const { made, builds, cache, file } = recipe();
  mkdirSync(join(cache, 'thing-1.0'));
  writeFileSync(file, 'by hand');
  expect((await cacheEntry(made)).ok).toBe(true);
  expect(builds).toHaveLength(0);
  const other = recipe();
  mkdirSync(join(other.cache, 'thing-1.0'));
  expect((await cacheEntry(other.made)).ok).toBe(true);
  expect(other.builds).toHaveLength(1);
});

test('two that want it at once make it once', async () => {
  const { made, builds } = recipe();
  const results = await Promise.all([cacheEntry(made), cacheEntry(made)]);
  expect(results.map((one) => one.ok)).toEqual([true, true]);
  expect(builds).toHaveLength(1);
});
