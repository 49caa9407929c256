import { expect, test } from 'vitest';
import { askAt, uiFor } from './children.ts';

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

test('the panel links to the Temporal UI that is there: the configured one, else our own', () => {
  const ours = 'http://127.0.0.1:8233';
  expect(uiFor({}, ours)).toEqual({ TEMPORAL_UI_URL: ours });
  expect(uiFor({ TEMPORAL_UI_URL: 'https://temporal.example' }, ours)).toEqual({});
  expect(uiFor({}, undefined)).toEqual({});
});
