import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { notShown, requirementsOf } from './requirements.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = requirementsOf(readFileSync(join(root, 'docs', 'requirements.md'), 'utf8'));
const text = '# t\n\n## FR1\nwords\n- `a.test.ts`: one\n- `b.test.ts`: two: and more\n\n## FR2\nwords\n';

test('a requirement whose test did not pass, or that names none, is said', () => {
  const all = requirementsOf(text);
  expect(notShown(all, new Set(['a.test.ts: one', 'b.test.ts: two: and more']))).toEqual([
    'FR2 names no test',
  ]);
  expect(notShown(all, new Set(['a.test.ts: one']))[0]).toBe('FR1: has not passed: b.test.ts: two: and more');
});

test('the page has every requirement there is, and names files that exist', () => {
  const numbered = (letters: string, most: number) =>
    Array.from({ length: most }, (_none, index) => `${letters}${index + 1}`);
  expect([...page.keys()]).toEqual(expect.arrayContaining([...numbered('FR', 12), ...numbered('NFR', 4)]));
  const named = [...page.values()].flat().map((line) => line.split(': ')[0] ?? '');
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect([...page.values()].filter((tests) => tests.length === 0)).toEqual([]);
});
