import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';
import { links, table } from './table.ts';

test('columns are as wide as their widest cell', () => {
  expect(table(['a', 'long header'], [['wide cell', 'x']])).toBe(
    ['a           long header', '───────────────────────', 'wide cell   x'].join('\n'),
  );
});

test('links stand under each other', () => {
  expect(links({ Panel: 'http://a', 'Temporal UI': 'http://b' })).toBe(
    '  Panel         http://a\n  Temporal UI   http://b',
  );
});

test('a stage is shown when it begins, not for every number in it', () => {
  const lines: string[] = [];
  let now = 0;
  const progress = createProgress(
    (line) => lines.push(line),
    () => now,
  );
  progress.say('temporal', '1 packages compiled');
  now = 3_000;
  progress.say('temporal', '2 packages compiled');
  progress.say('temporal', 'starting');
  progress.done('temporal', 'ready');
  progress.close();
  expect(lines).toEqual([
    '     0 s  temporal  1 packages compiled',
    '     3 s  temporal  starting',
    '     3 s  temporal  ready',
  ]);
});
