export type Row = readonly string[];

/** Columns as wide as their widest cell; the last one is not padded, so that a long URL can be copied whole. */
export function table(header: Row, rows: readonly Row[]): string {
  const all = [header, ...rows];
  const widths = header.map((_title, column) => Math.max(...all.map((row) => width(row[column]))));
  const line = (row: Row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - width(cell)),
      )
      .join('   ')
      .trimEnd();
  return [line(header), widths.map((one) => '─'.repeat(one)).join('───'), ...rows.map(line)].join('\n');
}

const width = (cell: string | undefined): number => Array.from(cell ?? '').length;

export function links(entries: Readonly<Record<string, string>>): string {
  const longest = Math.max(0, ...Object.keys(entries).map((name) => name.length));
  return Object.entries(entries)
    .map(([name, url]) => `  ${name.padEnd(longest)}   ${url}`)
    .join('\n');
}
