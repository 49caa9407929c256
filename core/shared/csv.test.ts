import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('quotes, commas and line ends stay inside their cell', () => {
  expect(csvLine(['a "b"', 'c, d', 'e\nf', null, 7])).toBe('"a ""b""","c, d","e\nf",,7\r\n');
});

test('a name that begins like a formula is text to a spreadsheet', () => {
  for (const evil of ['=cmd()', '+1', '-1', '@sum', '\tx', '\r=1'])
    expect(csvLine([evil]).replace(/^"/, '').startsWith("'"), evil).toBe(true);
  expect(csvLine([-5])).toBe('-5\r\n');
});
