import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHtml } from '../../../sandbox/api/text/html.ts';
import { readMarkup } from './read.ts';
import { textOfMarkup, writeMarkup } from './write.ts';

const good = (source: string) => {
  const read = readMarkup(source);
  if (!read.ok) throw new Error(`${read.fault} in line ${read.line}`);
  return read;
};
const fault = (source: string) => {
  const read = readMarkup(source);
  return read.ok ? 'none' : `${read.fault} ${read.tag} ${read.line}:${read.column}`;
};

test('what was typed is written as Telegram takes it, and counted as Telegram counts it', () => {
  const { markup, length } = good(
    '<strong>Hi</strong> &amp; "you" <a href="https://a.org/?x=1&y=2">here</a> 🎉 A & B',
  );
  expect(writeMarkup(markup).html).toBe(
    '<b>Hi</b> &amp; &quot;you&quot; <a href="https://a.org/?x=1&amp;y=2">here</a> 🎉 A &amp; B',
  );
  expect(length).toBe('Hi & "you" here 🎉 A & B'.length);
});

describe('a fault is told with its place', () => {
  test.each([
    ['one\ntwo <b>three', 'not_closed b 2:5'],
    ['<b><i>x</b></i>', 'wrong_end b 1:8'],
    ['x</b>', 'wrong_end b 1:2'],
    ['<h1>x</h1>', 'unknown_tag h1 1:1'],
    ['<script>alert(1)</script>', 'unknown_tag script 1:1'],
    ['2 < 3', 'unfinished_tag < 3 1:3'],
    ['<b onclick="x">x</b>', 'attribute b 1:1'],
    ['<a href="javascript:alert(1)">x</a>', 'bad_link a 1:1'],
    ['<a>x</a>', 'bad_link a 1:1'],
    ['<a href="https://a.org" onclick="x">x</a>', 'bad_link a 1:1'],
  ])('%j', (source, said) => {
    expect(fault(source)).toBe(said);
  });
});

test('whatever is taken here is taken by Telegram, and shows the same text', () => {
  const piece = fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<a href="https://a.org">',
    '</a>',
    '&lt;',
    '&',
    '&#65;',
    'x\n',
    '<',
    '>',
    '"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 12 }), (pieces) => {
      const read = readMarkup(pieces.join(''));
      if (!read.ok) return;
      const shown = parseHtml(writeMarkup(read.markup).html).text;
      // What is blank at an end inside a tag is Telegram's to leave out.
      expect(shown.trim()).toBe(textOfMarkup(read.markup).trim());
    }),
  );
});
