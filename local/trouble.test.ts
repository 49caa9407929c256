import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeAtomic } from './files.ts';
import { tempFolder } from './testing.ts';
import { causeAmong, diskTrouble, StartTrouble } from './trouble.ts';

test.each(['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR'])('%s becomes a sentence with what to do', (code) => {
  const trouble = diskTrouble(Object.assign(new Error('x'), { code }), '/some/folder', 'ZAPIS_DATA_DIR');
  expect(trouble?.what).toContain('/some/folder');
  expect(trouble?.todo).toContain('ZAPIS_DATA_DIR=');
});

test('a surprise stays a surprise', () => {
  expect(diskTrouble(new Error('x'), '/f', 'V')).toBeUndefined();
});

test('a write that fails leaves no half file behind', () => {
  const folder = tempFolder(onTestFinished);
  mkdirSync(join(folder, 'target'));
  expect(() => writeAtomic(join(folder, 'target'), 'x')).toThrow();
  expect(() => writeAtomic(join(folder, 'other'), 'x')).not.toThrow();
});

test('of several faults the one with a sentence is told, not what was broken off because of it', async () => {
  const aborted = Object.assign(new Error('aborted'), { name: 'AbortError' });
  const trouble = new StartTrouble({ what: 'x', todo: 'y' });
  const reject = (...reasons: unknown[]) =>
    Promise.allSettled(reasons.map((reason) => Promise.reject(reason)));
  expect(causeAmong(await reject(aborted, trouble))).toBe(trouble);
  const surprise = new TypeError('surprise');
  expect(causeAmong(await reject(aborted, surprise))).toBe(surprise);
  expect(causeAmong(await Promise.allSettled([Promise.resolve()]))).toBeUndefined();
});
