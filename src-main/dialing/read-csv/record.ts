import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';

/** The parts of a format that determine records and cells. */
export type CsvSeparators = Pick<CsvFormat, 'delimiter' | 'quote' | 'rowQuoted'>;

const LF = 10;
const CR = 13;

/** The position of the quote that closes a cell whose text begins at `from`, or -1 if there is none before `limit`. */
function closingQuote(text: string, from: number, limit: number, quote: string): number {
  let at = text.indexOf(quote, from);
  while (at !== -1 && at < limit) {
    if (text[at + 1] !== quote) return at;
    at = text.indexOf(quote, at + 2);
  }
  return -1;
}

/** The position of the first line end at or after `from`, or -1. */
export function findLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return at;
  }
  return -1;
}

/** The number of line ends (CR, LF or CRLF) in a text. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = findLineEnd(text, 0); at !== -1; at = findLineEnd(text, at + 1)) {
    if (text.charCodeAt(at) === LF || text.charCodeAt(at + 1) !== LF) count++;
  }
  return count;
}

/**
 * The position of an opening quote that isn't closed before `limit`, in the record that starts at `start`; -1 if every quote is closed. A
 * doubled quote across the limit counts as inside the cell.
 */
export function findUnclosedQuote(text: string, start: number, limit: number, format: CsvSeparators): number {
  const { delimiter, quote } = format;
  if (quote === '') return -1;
  let at = start;
  while (at < limit) {
    let from = at;
    if (text[at] === quote) {
      const close = closingQuote(text, at + 1, limit, quote);
      if (close === -1) return at;
      from = close + 1;
    }
    const next = text.indexOf(delimiter, from);
    if (next === -1) return -1;
    at = next + 1;
  }
  return -1;
}

/** Whether text follows the closing quote of a cell that contains a line end, which indicates a misplaced quote. */
export function hasStrayQuote(raw: string, format: CsvSeparators): boolean {
  const { delimiter, quote } = format;
  if (quote === '') return false;
  for (let at = 0; at < raw.length; ) {
    let from = at;
    if (raw[at] === quote) {
      const close = closingQuote(raw, at + 1, raw.length, quote);
      if (close === -1) return false;
      from = close + 1;
      const lineEnd = findLineEnd(raw, at);
      if (from < raw.length && raw[from] !== delimiter && lineEnd !== -1 && lineEnd < close) return true;
    }
    const next = raw.indexOf(delimiter, from);
    if (next === -1) return false;
    at = next + 1;
  }
  return false;
}

/**
 * Parses the raw text of one record, as delivered by the reader (without its line end), into the same cells. A quote that is never closed
 * is read as text. RFC 4180, section 2, read liberally: text after a closing quote belongs to its cell, and a quote inside an unquoted cell
 * is text.
 */
export function parseRecord(raw: string, format: CsvSeparators): string[] {
  const cells = parseCells(raw, format);
  return format.rowQuoted ? insideRow(cells, format) : cells;
}

/** The cells of a row that is quoted as a single cell; any other row unchanged. */
export function insideRow(cells: string[], format: CsvSeparators): string[] {
  const [row] = cells;
  return row === undefined || cells.length > 1 ? cells : parseCells(row, format);
}

function parseCells(raw: string, format: CsvSeparators): string[] {
  const { delimiter, quote } = format;
  if (quote === '' || !raw.includes(quote)) return raw.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    let value = '';
    let from = at;
    if (raw[at] === quote) {
      const close = closingQuote(raw, at + 1, raw.length, quote);
      if (close !== -1) {
        value = raw.slice(at + 1, close).replaceAll(quote + quote, quote);
        from = close + 1;
      }
    }
    const next = raw.indexOf(delimiter, from);
    if (next === -1) {
      cells.push(value + raw.slice(from));
      return cells;
    }
    cells.push(value + raw.slice(from, next));
    at = next + 1;
  }
}
