import { expect, test } from 'vitest';
import { assertNever } from './assert-never.ts';

test('a case that nobody handled says which one it was', () => {
  expect(() => assertNever('surprise' as never)).toThrow('unhandled case: "surprise"');
});
