import { Readable } from 'node:stream';
import { type CastingContext, type CsvError, type Info, type Options, parse } from 'csv-parse';
import { delimiterOf, fieldOf } from '../../../core/people/import-columns.ts';
import { type Column, keysOf, type ReadRow, readRow } from '../../../core/people/import-row.ts';

export const mostRows = 10_000;
const longestRow = 10_000;
const chunk = 16_384;
/** A cell with a quote where none may be; one that took the rows below with it. */
const broken = '\u0000';
const swallowed = '\u0001';

export type ListFault = 'empty' | 'headings' | 'too_many';
type Head = { readonly columns: readonly Column[] };

type Record = { readonly record: readonly string[]; readonly info: Info };

/** Row by row: the file is never in memory as rows. The first thing that comes is the heading. */
export async function* readList(
  text: string,
): AsyncGenerator<Head | (ReadRow & { readonly twin?: number }) | { readonly fault: ListFault }> {
  const wrong: CsvError[] = [];
  const whole = text.replace(/^\uFEFF/, '');
  // Lines, not marks: a heading may begin with an empty cell. Rows are told by the lines of the file as its writer sees them.
  const blank = /^(?:[^\S\r\n]*(?:[\r\n]|$))+/.exec(whole)?.[0] ?? '';
  const plainText = whole.slice(blank.length);
  const above = linesIn(blank);
  const delimiter = delimiterOf(plainText);
  const options: Options = {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRow,
    // Otherwise a letter behind a closing quote swallows every row up to the next quote, whoever they are.
    relax_quotes: true,
    cast: (cell, context) => (context.records > 0 ? readable(cell, context, delimiter) : cell),
    on_skip(error) {
      if (error) wrong.push(error);
      return undefined;
    },
  };
  const parser = parse(options);
  let columns: readonly Column[] | undefined;
  let count = 0;
  /** Where the last row that was read ends. */
  let from = 0;
  const seen = new Map<string, number>();
  Readable.from(pieces(plainText)).pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<Record>) {
    const begins = from;
    from = info.lines;
    if (!columns) {
      columns = headingOf(record);
      if (columns.every(({ field }) => field === null)) {
        yield { fault: 'headings' };
        return;
      }
      yield { columns };
      continue;
    }
    const line = info.lines + above;
    if (record.every((cell) => cell.trim() === '')) continue;
    count += 1;
    if (count > mostRows) {
      yield { fault: 'too_many' };
      return;
    }
    if (record.includes(broken)) yield { line, faults: ['quotes'], said: '' };
    else if (record.includes(swallowed))
      yield { line: nextLine(plainText, begins) + above, faults: ['swallowed'], said: '' };
    else yield withTwin(readRow(line, columns, record), seen);
  }
  // The parser goes no further then.
  if (wrong[0] && columns) yield theRest(plainText, from, above);
  if (!columns) yield { fault: wrong[0] ? 'headings' : 'empty' };
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += chunk) yield text.slice(at, at + chunk);
}

/** A heading that comes twice counts once. */
function headingOf(record: readonly string[]): readonly Column[] {
  const known = new Set<string>();
  return record.map((header) => {
    const field = fieldOf(header);
    if (field === null || known.has(field)) return { header, field: null };
    known.add(field);
    return { header, field };
  });
}

/** The same person in two rows: the first counts, the second says which. */
function withTwin(row: ReadRow, seen: Map<string, number>): ReadRow & { readonly twin?: number } {
  if ('faults' in row) return row;
  const keys = keysOf(row.person);
  const twin = keys.map((key) => seen.get(key)).find((line) => line !== undefined);
  if (twin !== undefined) {
    const { first_name, last_name, username, phone } = row.person;
    const name = [first_name, last_name].filter(Boolean).join(' ');
    const said = [name, username, phone].filter(Boolean).join(' · ');
    return { line: row.line, faults: ['twice'], said, twin };
  }
  for (const key of keys) seen.set(key, row.line);
  return row;
}

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** Quotes may stand around a cell or doubled in it, and nowhere else. */
function readable(cell: string, { quoting }: CastingContext, delimiter: string): string {
  if (!quoting) return cell.includes('"') ? broken : cell;
  const isSwallowed = cell.startsWith('"') && /[\r\n]/.test(cell) && cell.includes(delimiter);
  return isSwallowed ? swallowed : cell;
}

/** The first line after these that has anything in it. */
function nextLine(text: string, lines: number): number {
  const below = text.split(/\r\n|\r|\n/).slice(lines);
  return (
    lines +
    1 +
    Math.max(
      0,
      below.findIndex((line) => line.trim() !== ''),
    )
  );
}

/** Where it ended: a quote that nothing closes, or a row that has no end. */
function theRest(text: string, read: number, above: number): ReadRow {
  const line = nextLine(text, read);
  const row = text.split(/\r\n|\r|\n/)[line - 1] ?? '';
  const isLong = row.length > longestRow;
  return { line: line + above, faults: [isLong ? 'long_row' : 'open_quote'], said: row.slice(0, 60).trim() };
}
