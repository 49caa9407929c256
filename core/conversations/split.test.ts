import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { split } from './split.ts';

test('a short text is one message, and an empty one none', () => {
  expect(split('Is there parking?')).toEqual(['Is there parking?']);
  expect(split('  \n ')).toEqual([]);
});

test('as much as Telegram takes is one message, one character more are two', () => {
  expect(split('x'.repeat(4_096))).toEqual(['x'.repeat(4_096)]);
  expect(split('x'.repeat(4_097))).toEqual(['x'.repeat(4_096), 'x']);
});

test('a long one is cut at the end of a paragraph, of a line, of a word, in this order', () => {
  expect(split('one two three\n\nfour five', 16)).toEqual(['one two three', 'four five']);
  expect(split('one two three\nfour five', 16)).toEqual(['one two three', 'four five']);
  expect(split('one two three four', 16)).toEqual(['one two three', 'four']);
  expect(split('a'.repeat(20), 16)).toEqual(['a'.repeat(16), 'aaaa']);
});

test('no part is too long or empty, no character is cut, and nothing but blanks is lost', () => {
  const words = fc.array(fc.constantFrom('word', '😀', '\n', '\n\n', ' ', 'longer-than-it-should-be'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (list, most) => {
      const text = list.join('');
      const parts = split(text, most);
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(0);
        expect(part.length).toBeLessThanOrEqual(most);
        expect(part.isWellFormed()).toBe(true);
      }
      expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});
