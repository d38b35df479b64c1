import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { pieces, readBlocks } from './blocks.ts';
import { Utf8Check } from './detect-encoding.ts';
import { CsvFileError, explainFileError } from './file-error.ts';
import { RecordTally, type Tally } from './tally.ts';
import { isArchive, readSheet, SHEET_FORMAT, type SheetFindings, sheetInWords } from './xlsx/read-sheet.ts';

export { CsvFileError, type CsvFileErrorCode } from './file-error.ts';

/** The identity of a file's content. The same content always has the same one. */
export interface FileFingerprint {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of all bytes, in lower-case hex. */
  readonly sha256: string;
}

/**
 * What a file contains, found in one pass: the first 20 data records, up to 12 from anywhere with letters beyond ASCII (their rows counted
 * as in `readCsvFile`), and the exact number of rows.
 */
export type CsvInspection = Tally & FileFingerprint;

/** How a file is inspected. */
export interface InspectOptions {
  /** What the operator has chosen. The rest is detected. */
  readonly format?: Partial<CsvFormat>;
  /** Called after each block with the bytes so far and in total. */
  readonly onProgress?: (bytes: number, size: number) => void;
  readonly signal?: AbortSignal;
}

/** The bytes from the start of the file by which its layout is determined: some thousand rows. */
const HEAD_BYTES = 256 * 1024;

/**
 * Reads a whole file once and returns its size, hash, encoding, layout, columns, rows and samples. Rejects with `CsvFileError` if it can't
 * be a list, or with the signal's reason.
 */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<CsvInspection> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
  if (isArchive(await firstBytes(path, options.signal))) return inspectSheet(path, size, options);
  if (options.format?.sheet !== undefined) {
    throw new CsvFileError('binary', `The file ${path} isn’t a workbook (.xlsx), so it has no sheets to choose from.`);
  }
  const pass = new FilePass(path, options.format ?? {});
  for await (const block of readBlocks(path, options.signal)) {
    pass.write(block);
    options.onProgress?.(pass.bytes, Math.max(size, pass.bytes));
  }
  return pass.end();
}

/** Inspects a sheet of a workbook as the text that it is converted to. */
async function inspectSheet(path: string, size: number, options: InspectOptions): Promise<CsvInspection> {
  const { signal, format: { sheet: wanted, header, headerLine, skip } = {} } = options;
  const print = await fileFingerprint(path, signal);
  const findings: Partial<SheetFindings> = {};
  const pass = new FilePass(path, { ...SHEET_FORMAT, header, headerLine, skip });
  for await (const { text, bytes } of readSheet(path, wanted, findings, signal)) {
    pass.write(text);
    options.onProgress?.(bytes, Math.max(size, bytes));
  }
  const { sheet, sheets = [] } = findings;
  if (pass.bytes === 0) {
    throw new CsvFileError(
      'empty',
      `The sheet “${sheet}” of ${path} is empty. ${sheetInWords(findings).join(' ')}`.trim(),
    );
  }
  const found = pass.end();
  const notes = [...sheetInWords(findings), ...found.notes];
  return { ...found, ...print, format: { ...found.format, sheet }, sheets, notes };
}

async function firstBytes(path: string, signal?: AbortSignal): Promise<Buffer> {
  for await (const block of readBlocks(path, signal)) return Buffer.from(block.subarray(0, 8));
  return Buffer.alloc(0);
}

/** Reads a whole file for its size and hash only. Rejects like `inspectFile`, but accepts any content. */
export async function fileFingerprint(path: string, signal?: AbortSignal): Promise<FileFingerprint> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const block of readBlocks(path, signal)) {
    hash.update(block);
    size += block.length;
  }
  return { size, sha256: hash.digest('hex') };
}

class FilePass {
  bytes = 0;
  readonly #path: string;
  readonly #chosen: Partial<CsvFormat>;
  readonly #hash = createHash('sha256');
  readonly #utf8 = new Utf8Check();
  /** The blocks so far, until there are enough to determine the layout. */
  #head: Buffer[] = [];
  #reading: RecordTally | null = null;

  constructor(path: string, chosen: Partial<CsvFormat>) {
    this.#path = path;
    this.#chosen = chosen;
  }

  write(block: Buffer): void {
    this.bytes += block.length;
    this.#hash.update(block);
    this.#utf8.write(block);
    if (this.#reading !== null) this.#reading.write(block);
    else {
      this.#head.push(Buffer.from(block));
      if (this.bytes >= HEAD_BYTES) this.#settle(false);
    }
  }

  end(): CsvInspection {
    if (this.bytes === 0) throw new CsvFileError('empty', `The file ${this.#path} is empty (0 bytes).`);
    const reading = this.#reading ?? this.#settle(true);
    return { size: this.bytes, sha256: this.#hash.digest('hex'), ...reading.end(this.#utf8.valid) };
  }

  #settle(whole: boolean): RecordTally {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    const reading = new RecordTally(this.#path, this.#chosen, head, whole);
    this.#reading = reading;
    for (const piece of pieces(head)) reading.write(piece);
    return reading;
  }
}
