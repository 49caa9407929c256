import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanLines, cut } from './clean.ts';

test('marks that turn the direction and letters nobody sees are taken out; emoji stay whole', () => {
  expect(cleanLine('Анна\u202e gnp.exe\u200f\u2066')).toBe('Анна gnp.exe');
  expect(cleanLine('a\u200bb\ufeffc')).toBe('abc');
  expect(cleanLine('👩‍👩‍👧 семья 🇷🇺')).toBe('👩‍👩‍👧 семья 🇷🇺');
});

test('control characters and line breaks do not break a line', () => {
  expect(cleanLine('  one\r\n\ttwo\u0000three \u001b[31m ')).toBe('one two three [31m');
  expect(cleanLines('one\r\n\r\n\r\n\r\ntwo\u0000\nthree', 100)).toBe('one\n\ntwo\nthree');
});

test('half a letter is made whole, so that Telegram can take it', () => {
  expect(cleanLine('a\ud83d').isWellFormed()).toBe(true);
});

test('nothing is longer than allowed, and no emoji is cut in two', () => {
  expect(cut('👩‍👩‍👧👩‍👩‍👧', 10)).toBe('👩‍👩‍👧…');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 1, max: 100 }),
      (text, max) => {
        expect(cleanLine(text, max).length).toBeLessThanOrEqual(max);
        expect(cleanLines(text, max).length).toBeLessThanOrEqual(max);
        expect(cleanLine(text, max).isWellFormed()).toBe(true);
      },
    ),
  );
});
