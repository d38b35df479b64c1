import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import type { CsvRecord } from './reader.ts';

/** Excel's line at the top of a file that names the delimiter: `sep=;`, also quoted, also `sep=\t`. */
const SEPARATOR_LINE = /^"?sep=(\\t|[^\r\n])"?[ \t,;|]*$/i;
const LONGEST_SEPARATOR_LINE = 40;

/** The delimiter that a line `sep=X` names, or null for any other line. */
export function separatorLine(raw: string): string | null {
  if (raw.length > LONGEST_SEPARATOR_LINE) return null;
  const found = SEPARATOR_LINE.exec(raw)?.[1];
  return found === undefined ? null : found === '\\t' ? '\t' : found;
}

/** Whether a record contains only delimiters, quotes and white space: a blank line, regardless of its number of cells. */
export function isBlank(raw: string, delimiter: string): boolean {
  for (let at = 0; at < raw.length; at++) {
    const char = raw[at] ?? '';
    if (char === delimiter) continue;
    const code = raw.charCodeAt(at);
    // Nearly every record begins with a digit or letter, which is quick to check.
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x7a)) return false;
    if (char !== '"' && char !== "'" && char !== '=' && !/[\s\ufeff\u200b]/.test(char)) return false;
  }
  return true;
}

/** The text of a record without quotes, by which a repeated header is recognized. */
const plainly = (raw: string): string => raw.replace(/["'\s\ufeff]/g, '').toLowerCase();

/** A phone. A header that contains one was marked as such by mistake, and the same lead again is not a repeated header. */
const PHONE = /(?:\d[\s().-]*){7}/;

/** The role of a record in the list. */
export type RecordRole = 'header' | 'row' | 'blank' | 'above' | 'repeat' | 'skipped';

/**
 * Separates the rows of a list from the other records of its file: Excel's `sep=`, titles above the names, blank lines, the header repeated
 * where exports were joined, and the lines that an inspection has found not to be leads.
 */
export class RowPicker {
  readonly #delimiter: string;
  readonly #headerLine: number;
  readonly #skip: ReadonlySet<number>;
  #wantsHeader: boolean;
  #header: { readonly raw: string; readonly plain: string; readonly first: string } | null = null;

  constructor(format: Pick<CsvFormat, 'delimiter' | 'header' | 'headerLine' | 'skip'>) {
    this.#delimiter = format.delimiter;
    this.#wantsHeader = format.header;
    this.#headerLine = format.headerLine ?? 1;
    this.#skip = new Set(format.skip);
  }

  /** The role of the next record of the file. */
  roleOf({ raw, line }: Pick<CsvRecord, 'raw' | 'line'>): RecordRole {
    if (isBlank(raw, this.#delimiter)) return 'blank';
    if (raw.length <= LONGEST_SEPARATOR_LINE && separatorLine(raw) !== null) return 'above';
    if (this.#wantsHeader) {
      if (line < this.#headerLine) return 'above';
      this.#wantsHeader = false;
      const plain = plainly(raw);
      if (!PHONE.test(raw)) this.#header = { raw, plain, first: plain.slice(0, 1) };
      return 'header';
    }
    if (this.#skip.size > 0 && this.#skip.has(line)) return 'skipped';
    return this.#header !== null && this.#repeats(raw, this.#header) ? 'repeat' : 'row';
  }

  #repeats(raw: string, header: { readonly raw: string; readonly plain: string; readonly first: string }): boolean {
    if (raw === header.raw) return true;
    const first = raw.slice(0, 1);
    if (first !== '"' && first !== "'" && first !== ' ' && first.toLowerCase() !== header.first) return false;
    if (raw.length < header.plain.length || raw.length > header.raw.length * 2 + 8) return false;
    return plainly(raw) === header.plain;
  }
}
