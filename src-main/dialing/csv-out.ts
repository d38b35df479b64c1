import { FORMULA } from './check-row/cell.ts';

/**
 * A cell that no spreadsheet runs as a formula: an apostrophe goes before one that starts with = + - @, a tab or a line end.
 * The row checks take it off again, so a file that was exported, mended and imported gives the same values.
 */
export function formulaSafe(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** One cell of a CSV file, defused, and quoted where it needs to be. */
export function csvCell(cell: string, delimiter = ','): string {
  const safe = formulaSafe(cell);
  const quoted = /["\r\n]|^\s|\s$/.test(safe) || safe.includes(delimiter);
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record of a CSV file with its line end (CRLF, RFC 4180). A row of one empty cell is quoted, or it would be no row. */
export function csvRow(cells: readonly string[], delimiter = ','): string {
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}
