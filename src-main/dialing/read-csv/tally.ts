import { isAscii, isUtf8 } from 'node:buffer';
import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import type { Inspection } from '../../../src-preload/contract/dial-imports.ts';
import { AccentedRecords } from './accented-records.ts';
import { pieces } from './blocks.ts';
import { MULTI_BYTE } from './code-pages.ts';
import { createDecoder, redecode, type TextDecoding, unfinishedUtf8, withoutMarks } from './decode.ts';
import { detectUtf16 } from './detect-encoding.ts';
import { CsvFileError } from './file-error.ts';
import { FOOTER_RECORDS, isFooter } from './footer.ts';
import { EncodingWords } from './guess-encoding.ts';
import { refuseOtherText } from './not-a-list.ts';
import { type CsvReader, type CsvRecord, createCsvReader, MAX_RECORD_CHARS, parseRecord } from './reader.ts';
import { RecordSpread } from './record-spread.ts';
import { RowPicker } from './rows.ts';
import { type SkippedCounts, skippedInWords } from './skipped-in-words.ts';
import { type CsvLayout, columnNames, sniffLayout } from './sniff.ts';

/** What is determined from the records of a file. */
export interface Tally extends Inspection {
  /** The exact number of data records. */
  readonly estimatedRows: number;
  /** The number of them that have a problem (see `CsvProblem`). */
  readonly problems: number;
  /** Whether the file has bytes that are invalid in this encoding and would be read as U+FFFD. */
  readonly replaced: boolean;
}

const FIRST_ROWS = 20;
/** The number of records from the top that are shown, so that a person can choose the header. */
const TOP_RECORDS = 12;
const UTF8_MARK = '\xef\xbb\xbf';
/** A record can be spread over this many pieces. Letters in the first piece still belong to it in the last. */
const PIECES_A_RECORD = MAX_RECORD_CHARS / (64 * 1024) + 1;

/**
 * Counts the records of a file and keeps samples before its encoding is certain. If ASCII characters are single bytes, the text is read
 * with one character per byte, which gives the same records, and the samples are decoded at the end.
 */
export class RecordTally {
  readonly #path: string;
  readonly #chosenEncoding: CsvFormat['encoding'] | undefined;
  /** Null if characters are bytes. */
  readonly #decoding: { readonly encoding: CsvFormat['encoding']; readonly decoder: TextDecoding } | null;
  readonly #layout: CsvLayout;
  readonly #width: number;
  readonly #accented: AccentedRecords;
  readonly #words = new EncodingWords();
  readonly #reader: CsvReader;
  readonly #picker: RowPicker;
  #header: CsvRecord | null = null;
  readonly #top: CsvRecord[] = [];
  readonly #first: CsvRecord[] = [];
  /** Rows from the rest of the file, to judge columns that are empty in the first rows. */
  readonly #spread = new RecordSpread();
  /** The last rows, which may include a total or an end mark. */
  #last: CsvRecord[] = [];
  readonly #skipped: SkippedCounts = { above: 0, blank: 0, repeat: 0, skipped: 0 };
  #rows = 0;
  #problems = 0;
  #lookAtPieces = 0;

  /**
   * @param head the first bytes of the file; they must also be written
   * @param whole whether that is the whole file
   */
  constructor(path: string, chosen: Partial<CsvFormat>, head: Buffer, whole: boolean) {
    this.#path = path;
    this.#chosenEncoding = chosen.encoding;
    const utf16 = detectUtf16(head.subarray(0, 64 * 1024), path);
    let encoding = chosen.encoding ?? utf16;
    // A chosen delimiter beyond ASCII is a single character only in decoded text, and the second byte of an East Asian character can look
    // like a delimiter.
    const needsText =
      encoding?.startsWith('utf-16') ||
      (encoding && MULTI_BYTE.has(encoding)) ||
      (chosen.delimiter?.charCodeAt(0) ?? 0) > 0x7f;
    if (needsText) encoding ??= isUtf8(head.subarray(0, head.length - unfinishedUtf8(head))) ? 'utf-8' : 'windows-1252';
    this.#decoding = needsText && encoding ? { encoding, decoder: createDecoder(encoding) } : null;
    const sample =
      this.#decoding === null
        ? withoutMark(head.toString('latin1'))
        : createDecoder(this.#decoding.encoding).write(head);
    refuseOtherText(sample, path);
    const { layout, width } = sniffLayout(sample, whole, chosen);
    this.#layout = layout;
    this.#width = width;
    this.#accented = new AccentedRecords(this.#decoding === null);
    this.#picker = new RowPicker(layout);
    this.#reader = createCsvReader(layout, (record) => this.#take(record), { cells: false });
  }

  write(block: Buffer): void {
    for (const piece of pieces(block)) {
      if (this.#decoding !== null) {
        this.#lookAtPieces = 1;
        this.#reader.push(withoutMarks(this.#decoding.decoder.write(piece)));
        continue;
      }
      this.#lookAtPieces = isAscii(piece) ? Math.max(this.#lookAtPieces - 1, 0) : PIECES_A_RECORD;
      const text = piece.toString('latin1');
      this.#reader.push(this.#lookAtPieces === PIECES_A_RECORD ? text.replaceAll(UTF8_MARK, '') : text);
    }
  }

  /** @param utf8 whether all bytes of the file are UTF-8 */
  end(utf8: boolean): Tally {
    if (this.#decoding !== null) this.#reader.push(this.#decoding.decoder.end());
    this.#reader.end();
    if (this.#rows === 0 && this.#header === null) {
      if (this.#layout.headerLine !== undefined) {
        throw new CsvFileError(
          'empty',
          `The file ${this.#path} has nothing on line ${this.#layout.headerLine} or below it. Choose another header row.`,
        );
      }
      throw new CsvFileError(
        'empty',
        `The file ${this.#path} contains only blank lines. Choose the file with the list.`,
      );
    }
    const known = this.#decoding?.encoding ?? this.#chosenEncoding ?? (utf8 ? 'utf-8' : null);
    const guess = known === null ? this.#words.guess() : { encoding: known, choices: [] };
    const { encoding } = guess;
    const cells = (record: CsvRecord): string[] => parseRecord(this.#text(record.raw, encoding), this.#layout);
    const footer = this.#footer(cells);
    const footerLines = new Set(footer.map(({ line }) => line));
    const isRow = (record: CsvRecord) => !footerLines.has(record.line);
    const skip = [...(this.#layout.skip ?? []), ...footerLines];
    const samples = this.#first.filter(isRow).map(cells);
    return {
      format: { encoding, ...this.#layout, ...(skip.length > 0 ? { skip } : {}) },
      columns: columnNames(this.#header === null ? null : cells(this.#header), this.#width, samples),
      estimatedRows: this.#rows - footer.length,
      problems: this.#problems,
      samples,
      spread: this.#spread.after(FIRST_ROWS).filter(isRow).map(cells),
      accented: this.#accented.chosen.filter(isRow).map((record) => ({ row: record.number, cells: cells(record) })),
      headerLine: this.#header?.line ?? null,
      top: this.#top.map((record) => ({ line: record.line, cells: cells(record) })),
      encodings: guess.choices,
      sheets: [],
      notes: [
        ...(this.#layout.rowQuoted
          ? ['Each row is quoted as a single cell; the text inside the quotes is read as columns.']
          : []),
        ...skippedInWords(
          this.#skipped,
          footer.map((record) => cells(record).filter((cell) => cell.trim() !== '')),
        ),
      ],
      replaced: this.#decoding?.decoder.replaced ?? (encoding === 'utf-8' && !utf8),
    };
  }

  #text(raw: string, encoding: CsvFormat['encoding']): string {
    if (this.#decoding !== null) return raw;
    return redecode(raw, encoding);
  }

  /** The lines at the end that are not leads. */
  #footer(cells: (record: CsvRecord) => string[]): CsvRecord[] {
    let from = this.#last.length;
    while (from > this.#last.length - FOOTER_RECORDS) {
      const record = this.#last[from - 1];
      if (record === undefined || !isFooter(cells(record), this.#width)) break;
      from--;
    }
    return this.#last.slice(from);
  }

  #take(record: CsvRecord): void {
    if (this.#lookAtPieces > 0 && this.#decoding === null && !this.#words.full) this.#words.look(record.raw);
    const role = this.#picker.roleOf(record);
    if (this.#top.length < TOP_RECORDS && role !== 'blank') this.#top.push(record);
    if (role === 'header') {
      this.#header = record;
      return;
    }
    if (role !== 'row') {
      this.#skipped[role]++;
      return;
    }
    record.number = ++this.#rows;
    if (record.problem !== null) this.#problems++;
    if (this.#first.length < FIRST_ROWS) this.#first.push(record);
    else this.#spread.offer(record);
    this.#last.push(record);
    if (this.#last.length >= FOOTER_RECORDS * 64) this.#last = this.#last.slice(-FOOTER_RECORDS);
    if (this.#lookAtPieces > 0 && !this.#accented.full) this.#accented.look(record);
  }
}

function withoutMark(latin1: string): string {
  return latin1.startsWith(UTF8_MARK) ? latin1.slice(UTF8_MARK.length) : latin1;
}
