import {
  type CsvSeparators,
  countLineEnds,
  findLineEnd,
  findUnclosedQuote,
  hasStrayQuote,
  insideRow,
  parseRecord,
} from './record.ts';

export { type CsvSeparators, parseRecord } from './record.ts';

/**
 * What is wrong with a record.
 * - `unclosed-quote`: a quote is never closed (before the end of the file or the limit). The record is its first line, and the quote is
 *   text.
 * - `stray-quote`: a quoted cell with a line end in it continues after its closing quote, so that it may have swallowed other rows.
 * - `too-long`: the record is longer than the limit. Its text is truncated there and the rest of its line is left out.
 */
export type CsvProblem = 'unclosed-quote' | 'stray-quote' | 'too-long';

/** One record of a delimited file. */
export interface CsvRecord {
  readonly cells: string[];
  /** The text as in the file, without its line end. `parseRecord(raw, format)` returns `cells` again. */
  readonly raw: string;
  /** 1-based. Empty lines aren't counted, the header record is. Code that separates rows from other records numbers them again. */
  number: number;
  /** 1-based line of the file on which the record starts. */
  readonly line: number;
  readonly problem: CsvProblem | null;
}

/** A reader that receives text and calls back with records. */
export interface CsvReader {
  /** Takes the next piece of text, split at any position, and delivers every record that is complete. */
  push(text: string): void;
  /** Delivers the rest. Nothing may be pushed afterwards. */
  end(): void;
}

/** How records are delivered. */
export interface CsvReaderOptions {
  /** The longest record in UTF-16 code units; by default `MAX_RECORD_CHARS`. */
  readonly maxRecordChars?: number;
  /** The number of the first record, by default 1; 0 if the first record is a header and rows are numbered from 1. */
  readonly firstNumber?: number;
  /** False if only `raw` is needed. Then `cells` stays empty and reading is about four times as fast. */
  readonly cells?: boolean;
}

/** The default limit of a record's length, in UTF-16 code units: 1 MiB. */
export const MAX_RECORD_CHARS = 1 << 20;

const LF = 10;
const CR = 13;
/** Joining the pending text with one more line is cheap. After this many lines it is joined with everything that was received. */
const LINES_JOINED_SINGLY = 3;
const NO_CELLS: string[] = [];

/**
 * A streaming reader of delimited text. It handles mixed CR, LF and CRLF, ragged rows, quoted line ends and NUL, and removes a byte order
 * mark from the first cell. It never throws because of content: what is wrong with a record is in its `problem`. RFC 4180, section 2, read
 * liberally.
 */
export function createCsvReader(
  format: CsvSeparators,
  onRecord: (record: CsvRecord) => void,
  options: CsvReaderOptions = {},
): CsvReader {
  if (!format.rowQuoted) return new StreamingReader(format, onRecord, options);
  const inside = (record: CsvRecord) => onRecord({ ...record, cells: insideRow(record.cells, format) });
  return new StreamingReader(format, inside, options);
}

function indexOrLength(text: string, char: string, from: number): number {
  const at = text.indexOf(char, from);
  return at === -1 ? text.length : at;
}

class StreamingReader implements CsvReader {
  readonly #format: CsvSeparators;
  readonly #onRecord: (record: CsvRecord) => void;
  readonly #maxChars: number;
  readonly #delimiterCode: number;
  readonly #quoteCode: number;
  readonly #highestCode: number;
  readonly #wantsCells: boolean;
  #started = false;
  #ended = false;
  /** The number of the next record. */
  #number: number;
  #line = 1;
  /** The number of cells of the previous record, because rows of a list are usually alike. */
  #width = 1;
  /** The text of an incomplete record, in the pieces in which it was received. */
  #waiting: string[] = [];
  #waitingChars = 0;
  /** The pending text ends inside quotes, so that only a quote can end the record. */
  #waitingInQuotes = false;
  /** The last text ended with CR. An LF that follows belongs to it. */
  #dropLineFeed = false;
  /** Whether the rest of a line that was too long is being skipped. */
  #skipping = false;

  constructor(format: CsvSeparators, onRecord: (record: CsvRecord) => void, options: CsvReaderOptions) {
    this.#format = format;
    this.#onRecord = onRecord;
    this.#maxChars = options.maxRecordChars ?? MAX_RECORD_CHARS;
    this.#number = options.firstNumber ?? 1;
    this.#wantsCells = options.cells ?? true;
    this.#delimiterCode = format.delimiter.charCodeAt(0);
    this.#quoteCode = format.quote === '' ? -1 : format.quote.charCodeAt(0);
    this.#highestCode = Math.max(this.#delimiterCode, CR);
  }

  push(text: string): void {
    if (this.#ended) throw new Error('The CSV reader was given text after its end. Make a new reader for each file.');
    let at = 0;
    if (!this.#started && text.length > 0) {
      this.#started = true;
      if (text.charCodeAt(0) === 0xfeff) at = 1;
    }
    while (at < text.length) {
      if (this.#dropLineFeed) {
        this.#dropLineFeed = false;
        if (text.charCodeAt(at) === LF) at++;
      } else if (this.#skipping) {
        at = this.#skipLine(text, at);
      } else if (this.#waitingChars > 0) {
        at = this.#complete(text, at);
      } else {
        this.#scan(text, at);
        return;
      }
    }
  }

  end(): void {
    if (this.#ended) return;
    while (this.#waitingChars > 0) {
      const text = this.#takeWaiting();
      const unclosed = findUnclosedQuote(text, 0, text.length, this.#format);
      if (unclosed === -1) {
        this.#emitSlowly(text, hasStrayQuote(text, this.#format) ? 'stray-quote' : null);
        break;
      }
      const lineEnd = findLineEnd(text, unclosed);
      this.#emitSlowly(lineEnd === -1 ? text : text.slice(0, lineEnd), 'unclosed-quote');
      if (lineEnd === -1) break;
      this.push(text.slice(this.#afterLineEnd(text, lineEnd)));
    }
    this.#ended = true;
  }

  /** Delivers every complete record of a text, and keeps the rest. */
  // Long because it is the hot loop of this file, and its positions are fast only as local variables.
  #scan(text: string, from: number): void {
    const length = text.length;
    const delimiter = this.#delimiterCode;
    const delimiterChar = this.#format.delimiter;
    const quote = this.#quoteCode;
    const quoteChar = this.#format.quote;
    const highest = this.#highestCode;
    const maxChars = this.#maxChars;
    const onRecord = this.#onRecord;
    const wantsCells = this.#wantsCells;
    let width = this.#width;
    let at = from;

    // The position of the next occurrence of each character at or after `at`, or `length`. It is searched for again only after it has been
    // passed, so that a text without the character is searched once.
    let nextLf = -1;
    let nextCr = -1;
    let nextQuote = quote === -1 ? length : -1;
    let nextDelimiter = -1;

    records: while (at < length) {
      if (nextLf < at) nextLf = indexOrLength(text, '\n', at);
      if (nextCr < at) nextCr = indexOrLength(text, '\r', at);
      if (nextQuote < at) nextQuote = indexOrLength(text, quoteChar, at);
      const end = Math.min(nextLf, nextCr);
      if (end === at) {
        at = this.#afterLineEnd(text, at);
        continue;
      }
      if (end < nextQuote && end - at <= maxChars) {
        // Without a quote before the line end, the line is the record.
        const raw = text.slice(at, end);
        let cells = NO_CELLS;
        if (wantsCells) {
          cells = new Array<string>(width);
          let count = 0;
          if (nextDelimiter < at) nextDelimiter = indexOrLength(text, delimiterChar, at);
          while (nextDelimiter < end) {
            cells[count++] = text.slice(at, nextDelimiter);
            at = nextDelimiter + 1;
            nextDelimiter = text.charCodeAt(at) === delimiter ? at : indexOrLength(text, delimiterChar, at + 1);
          }
          cells[count++] = text.slice(at, end);
          if (count !== width) {
            cells.length = count;
            width = count;
            this.#width = count;
          }
        }
        const line = this.#line;
        at = this.#afterLineEnd(text, end);
        onRecord({ cells, raw, number: this.#number++, line, problem: null });
        continue;
      }

      let code = text.charCodeAt(at);
      const start = at;
      const cells = wantsCells ? new Array<string>(width) : NO_CELLS;
      let count = 0;
      let lineEnds = 0;
      let problem: CsvProblem | null = null;

      for (;;) {
        if (code === quote) {
          const open = at;
          const limit = Math.min(length, start + maxChars + 1);
          let doubled = false;
          at = indexOrLength(text, quoteChar, open + 1);
          while (at + 1 < limit && text.charCodeAt(at + 1) === quote) {
            doubled = true;
            at = indexOrLength(text, quoteChar, at + 2);
          }
          if (at >= limit) {
            if (length - start > maxChars) {
              at = this.#cut(text, start);
              if (this.#skipping) at = this.#skipLine(text, at);
              continue records;
            }
            this.#keep(text, start, true);
            return;
          }
          // `end` is the first line end after the record's start, so that the search can begin there.
          const lineEndsInside = end < at ? countLineEnds(text.slice(open, at)) : 0;
          lineEnds += lineEndsInside;
          let cell = wantsCells ? text.slice(open + 1, at) : '';
          if (doubled && wantsCells)
            cell = cell.replaceAll(this.#format.quote + this.#format.quote, this.#format.quote);
          const after = ++at;
          while (at < length) {
            code = text.charCodeAt(at);
            if (code <= highest && (code === delimiter || code === LF || code === CR)) break;
            at++;
          }
          if (at > after) {
            if (wantsCells) cell += text.slice(after, at);
            if (lineEndsInside > 0) problem = 'stray-quote';
          }
          if (wantsCells) cells[count++] = cell;
        } else {
          const open = at;
          while (at < length) {
            code = text.charCodeAt(at);
            if (code <= highest && (code === delimiter || code === LF || code === CR)) break;
            at++;
          }
          if (wantsCells) cells[count++] = text.slice(open, at);
        }
        if (at < length && code === delimiter) at++;
        else break;
        if (at < length) code = text.charCodeAt(at);
        else break;
      }

      if (at - start > maxChars) {
        at = this.#cut(text, start);
        if (this.#skipping) at = this.#skipLine(text, at);
        continue;
      }
      if (at === length) {
        this.#keep(text, start, false);
        return;
      }
      if (count !== width && wantsCells) {
        cells.length = count;
        width = count;
        this.#width = count;
      }
      const line = this.#line;
      this.#line = line + lineEnds;
      const raw = text.slice(start, at);
      at = this.#afterLineEnd(text, at);
      onRecord({ cells, raw, number: this.#number++, line, problem });
    }
  }

  /** Joins the pending text with as little of the new text as completes a record. @returns how much of it was used */
  #complete(text: string, from: number): number {
    let at = from;
    for (let lines = 0; this.#waitingChars > 0 && at < text.length; lines++) {
      let searchFrom = at;
      if (this.#waitingInQuotes) {
        const quoteAt = text.indexOf(this.#format.quote, at);
        searchFrom = quoteAt === -1 ? text.length : quoteAt;
        this.#waitingInQuotes = quoteAt === -1;
      }
      const lineEnd = lines < LINES_JOINED_SINGLY ? findLineEnd(text, searchFrom) : text.length - 1;
      const end = lineEnd === -1 ? text.length : lineEnd + 1;
      this.#waiting.push(text.slice(at, end));
      this.#waitingChars += end - at;
      at = end;
      if ((lineEnd !== -1 && !this.#waitingInQuotes) || this.#waitingChars > this.#maxChars) {
        this.#scan(this.#takeWaiting(), 0);
        if (this.#dropLineFeed || this.#skipping) return at;
      }
    }
    return at;
  }

  /** Ends a record that has no end within the limit. @returns where reading continues */
  #cut(text: string, start: number): number {
    const limit = start + this.#maxChars;
    const unclosed = findUnclosedQuote(text, start, limit, this.#format);
    if (unclosed !== -1) {
      const lineEnd = findLineEnd(text, unclosed);
      if (lineEnd !== -1 && lineEnd <= limit) {
        this.#emitSlowly(text.slice(start, lineEnd), 'unclosed-quote');
        return this.#afterLineEnd(text, lineEnd);
      }
    }
    const last = text.charCodeAt(limit - 1);
    const splitsPair = last >= 0xd800 && last <= 0xdbff && limit - 1 > start;
    this.#emitSlowly(text.slice(start, splitsPair ? limit - 1 : limit), 'too-long');
    this.#skipping = true;
    return limit;
  }

  #emitSlowly(raw: string, problem: CsvProblem | null): void {
    const line = this.#line;
    this.#line += countLineEnds(raw);
    const cells = this.#wantsCells ? parseRecord(raw, this.#format) : NO_CELLS;
    this.#onRecord({ cells, raw, number: this.#number++, line, problem });
  }

  #skipLine(text: string, from: number): number {
    const lineEnd = findLineEnd(text, from);
    if (lineEnd === -1) return text.length;
    this.#skipping = false;
    return this.#afterLineEnd(text, lineEnd);
  }

  #afterLineEnd(text: string, at: number): number {
    this.#line++;
    if (text.charCodeAt(at) === LF) return at + 1;
    if (at + 1 === text.length) this.#dropLineFeed = true;
    else if (text.charCodeAt(at + 1) === LF) return at + 2;
    return at + 1;
  }

  #keep(text: string, start: number, inQuotes: boolean): void {
    this.#waiting.push(start === 0 ? text : text.slice(start));
    this.#waitingChars = text.length - start;
    this.#waitingInQuotes = inQuotes;
  }

  #takeWaiting(): string {
    const text = this.#waiting.length === 1 ? (this.#waiting[0] ?? '') : this.#waiting.join('');
    this.#waiting = [];
    this.#waitingChars = 0;
    return text;
  }
}
