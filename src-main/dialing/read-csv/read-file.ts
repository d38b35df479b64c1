import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { pieces, readBlocks } from './blocks.ts';
import { createDecoder, withoutMarks } from './decode.ts';
import { type CsvRecord, createCsvReader } from './reader.ts';
import { RowPicker } from './rows.ts';
import { readSheet } from './xlsx/read-sheet.ts';

/** How a file is read. */
export interface ReadCsvOptions {
  /** Stops reading between two blocks. The promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each block with the bytes read so far. */
  readonly onBytes?: (bytes: number) => void;
  /** Awaited after each block (256 KiB at most), so that reading is no faster than the processing of records. */
  readonly onChunk?: () => Promise<void> | void;
  /** The longest record, see `CsvReaderOptions`. */
  readonly maxRecordChars?: number;
}

/** The result of reading a file. */
export interface CsvReading {
  /**
   * The number of delivered records: the rows of the list, without header, titles, blank lines and the other records that `RowPicker`
   * excludes.
   */
  readonly records: number;
  /** Bytes of the file; approximate for a workbook. */
  readonly bytes: number;
  /** Whether bytes that are invalid in the encoding were read as U+FFFD. */
  readonly replaced: boolean;
}

/**
 * Streams the rows of a file, numbered from 1. Records that are not rows (see `RowPicker`) are left out and not counted. Memory is bounded
 * whatever the file contains. Rejects with `CsvFileError`, the signal's reason, or what `onRecord` or `onChunk` threw.
 */
export async function readCsvFile(
  path: string,
  format: CsvFormat,
  onRecord: (record: CsvRecord) => void,
  options: ReadCsvOptions = {},
): Promise<CsvReading> {
  let records = 0;
  let bytes = 0;
  const decoder = createDecoder(format.encoding);
  const picker = new RowPicker(format);
  const handOut = (record: CsvRecord): void => {
    if (picker.roleOf(record) !== 'row') return;
    record.number = ++records;
    onRecord(record);
  };
  const reader = createCsvReader(
    format,
    handOut,
    options.maxRecordChars === undefined ? {} : { maxRecordChars: options.maxRecordChars },
  );
  const take = async (block: Buffer, readSoFar: number): Promise<void> => {
    for (const piece of pieces(block)) reader.push(withoutMarks(decoder.write(piece)));
    bytes = readSoFar;
    options.onBytes?.(bytes);
    await options.onChunk?.();
  };
  if (format.sheet === undefined) {
    for await (const block of readBlocks(path, options.signal)) await take(block, bytes + block.length);
  } else {
    for await (const piece of readSheet(path, format.sheet, {}, options.signal)) await take(piece.text, piece.bytes);
  }
  reader.push(decoder.end());
  reader.end();
  await options.onChunk?.();
  return { records, bytes, replaced: decoder.replaced };
}
