import { isAscii, isUtf8 } from 'node:buffer';
import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import type { Inspection } from '../../../src-preload/contract/dial-imports.ts';
import { AccentedRecords } from './accented-records.ts';
import { pieces } from './blocks.ts';
import { createDecoder, redecode, type TextDecoding, unfinishedUtf8 } from './decode.ts';
import { detectUtf16 } from './detect-encoding.ts';
import { CsvFileError } from './file-error.ts';
import { type CsvReader, type CsvRecord, createCsvReader, MAX_RECORD_CHARS, parseRecord } from './reader.ts';
import { type CsvLayout, columnNames, sniffLayout } from './sniff.ts';

/** What the records of a file tell. */
export interface Tally extends Inspection {
  /** Data records, counted to the last. */
  readonly estimatedRows: number;
  /** Of these, how many carry a problem (see `CsvProblem`). */
  readonly problems: number;
  /** Whether bytes of the file mean nothing in this encoding and would be read as U+FFFD. */
  readonly replaced: boolean;
}

const FIRST_ROWS = 20;
const UTF8_MARK = '\xef\xbb\xbf';
/** A record may wait for its end over so many pieces; letters seen in the first belong to it in the last. */
const PIECES_A_RECORD = MAX_RECORD_CHARS / (64 * 1024) + 1;

/**
 * Counts the records of a file and keeps samples, before its encoding is known for sure: where ASCII is single bytes,
 * the text is read with one character a byte, which shows the same records, and the samples are decoded in the end.
 */
export class RecordTally {
  readonly #path: string;
  readonly #chosenEncoding: CsvFormat['encoding'] | undefined;
  /** Null where characters stand for bytes. */
  readonly #decoding: { readonly encoding: CsvFormat['encoding']; readonly decoder: TextDecoding } | null;
  readonly #layout: CsvLayout;
  readonly #width: number;
  readonly #accented: AccentedRecords;
  readonly #reader: CsvReader;
  #header: CsvRecord | null = null;
  readonly #first: CsvRecord[] = [];
  #rows = 0;
  #problems = 0;
  #started = false;
  #lookAtPieces = 0;

  /**
   * @param head the first bytes of the file; they are to be written too
   * @param whole whether that is all of it
   */
  constructor(path: string, chosen: Partial<CsvFormat>, head: Buffer, whole: boolean) {
    this.#path = path;
    this.#chosenEncoding = chosen.encoding;
    const utf16 = detectUtf16(head.subarray(0, 64 * 1024), path);
    let encoding = chosen.encoding ?? utf16;
    // A delimiter beyond ASCII, chosen by hand, is one character only once the text is decoded.
    const needsText = encoding?.startsWith('utf-16') || (chosen.delimiter?.charCodeAt(0) ?? 0) > 0x7f;
    if (needsText) encoding ??= isUtf8(head.subarray(0, head.length - unfinishedUtf8(head))) ? 'utf-8' : 'windows-1252';
    this.#decoding = needsText && encoding ? { encoding, decoder: createDecoder(encoding) } : null;
    const sample =
      this.#decoding === null
        ? withoutMark(head.toString('latin1'))
        : createDecoder(this.#decoding.encoding).write(head);
    const { layout, width } = sniffLayout(sample, whole, chosen);
    this.#layout = layout;
    this.#width = width;
    this.#accented = new AccentedRecords(this.#decoding === null);
    this.#reader = createCsvReader(layout, (record) => this.#take(record), {
      cells: false,
      firstNumber: layout.header ? 0 : 1,
    });
  }

  write(block: Buffer): void {
    for (const piece of pieces(block)) {
      if (this.#decoding !== null) {
        this.#lookAtPieces = 1;
        this.#reader.push(this.#decoding.decoder.write(piece));
        continue;
      }
      this.#lookAtPieces = isAscii(piece) ? Math.max(this.#lookAtPieces - 1, 0) : PIECES_A_RECORD;
      const text = piece.toString('latin1');
      this.#reader.push(this.#started ? text : withoutMark(text));
      this.#started = true;
    }
  }

  /** @param utf8 whether all bytes of the file are UTF-8 */
  end(utf8: boolean): Tally {
    if (this.#decoding !== null) this.#reader.push(this.#decoding.decoder.end());
    this.#reader.end();
    if (this.#rows === 0 && this.#header === null) {
      throw new CsvFileError(
        'empty',
        `The file ${this.#path} holds nothing but blank lines. Choose the file with the list.`,
      );
    }
    const encoding = this.#decoding?.encoding ?? this.#chosenEncoding ?? (utf8 ? 'utf-8' : 'windows-1252');
    const cells = (record: CsvRecord): string[] => parseRecord(this.#text(record.raw, encoding), this.#layout);
    return {
      format: { encoding, ...this.#layout },
      columns: columnNames(this.#header === null ? null : cells(this.#header), this.#width),
      estimatedRows: this.#rows,
      problems: this.#problems,
      samples: this.#first.map(cells),
      accented: this.#accented.chosen.map((record) => ({ row: record.number, cells: cells(record) })),
      replaced: this.#decoding?.decoder.replaced ?? (encoding === 'utf-8' && !utf8),
    };
  }

  #text(raw: string, encoding: CsvFormat['encoding']): string {
    if (this.#decoding !== null) return raw;
    return redecode(raw, encoding === 'utf-8' ? 'utf-8' : 'windows-1252');
  }

  #take(record: CsvRecord): void {
    if (record.number === 0) {
      this.#header = record;
      return;
    }
    this.#rows++;
    if (record.problem !== null) this.#problems++;
    if (this.#first.length < FIRST_ROWS) this.#first.push(record);
    if (this.#lookAtPieces > 0 && !this.#accented.full) this.#accented.look(record);
  }
}

function withoutMark(latin1: string): string {
  return latin1.startsWith(UTF8_MARK) ? latin1.slice(UTF8_MARK.length) : latin1;
}
