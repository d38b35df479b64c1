import { FORMULA } from './check-row/cell.ts';

/**
 * A cell that no spreadsheet runs as a formula: an apostrophe is put before one that starts with = + - @, a tab or a line end. The row
 * checks remove it again, so that a file that was exported, fixed and imported has the same values.
 */
export function formulaSafe(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** One cell of a CSV file, with formulas made harmless, and quoted if necessary. */
export function csvCell(cell: string, delimiter = ','): string {
  const safe = formulaSafe(cell);
  const quoted = /["\r\n]|^\s|\s$/.test(safe) || safe.includes(delimiter);
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * One record of a CSV file with its line end (CRLF, RFC 4180). A row with one empty cell is quoted, because it would otherwise be an empty
 * line.
 */
export function csvRow(cells: readonly string[], delimiter = ','): string {
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}
