/** What a spreadsheet would take for a formula is text here: it begins with an apostrophe then. */
const formula = /^[=+\-@\t\r]/;

/** One line of a file that spreadsheets open. Numbers of ours are no formulas. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** So that Excel reads UTF-8. */
export const csvMark = '\uFEFF';
