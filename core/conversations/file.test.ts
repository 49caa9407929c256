import { expect, test } from 'vitest';
import { isSameFile } from './file.ts';

test('a file is the same under its lasting name, and by its reference where that is not known', () => {
  const cv = { file_id: 'A', unique_id: 'cv' };
  expect(isSameFile(cv, { file_id: 'B', unique_id: 'cv' })).toBe(true);
  expect(isSameFile(cv, { file_id: 'A', unique_id: 'other' })).toBe(false);
  expect(isSameFile({ file_id: 'A' }, cv)).toBe(true);
  expect(isSameFile({ file_id: 'B' }, cv)).toBe(false);
  expect(isSameFile(null, cv)).toBe(false);
});
