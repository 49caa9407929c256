import { expect, test } from 'vitest';
import { askAt } from './children.ts';

test.each([
  [undefined, '127.0.0.1'],
  ['', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '127.0.0.1'],
  ['10.0.0.7', '10.0.0.7'],
  ['::1', '[::1]'],
  ['[::1]', '[::1]'],
])('a role that listens on %s is asked at %s', (bindAddress, asked) => {
  expect(askAt(bindAddress)).toBe(asked);
});
