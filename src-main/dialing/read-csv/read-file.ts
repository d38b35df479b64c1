import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { pieces, readBlocks } from './blocks.ts';
import { createDecoder } from './decode.ts';
import { type CsvRecord, createCsvReader } from './reader.ts';

/** How a file is read. */
export interface ReadCsvOptions {
  /** Stops the reading between two blocks; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each block with the bytes read so far. */
  readonly onBytes?: (bytes: number) => void;
  /** Awaited after each block (256 KiB), so that whoever takes the records can set the pace. */
  readonly onChunk?: () => Promise<void> | void;
  /** The longest record, see `CsvReaderOptions`. */
  readonly maxRecordChars?: number;
}

/** What was read. */
export interface CsvReading {
  /** Records handed out, the header not among them. */
  readonly records: number;
  readonly bytes: number;
  /** Whether bytes that mean nothing in the encoding were read as U+FFFD. */
  readonly replaced: boolean;
}

/**
 * Streams the records of a file; the first data record has number 1, a header is left out. Memory stays bounded
 * whatever the file holds. Rejects with `CsvFileError`, the signal's reason, or what `onRecord` or `onChunk` threw.
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
  const handOut = (record: CsvRecord): void => {
    if (record.number === 0) return;
    records++;
    onRecord(record);
  };
  const reader = createCsvReader(format, handOut, {
    firstNumber: format.header ? 0 : 1,
    ...(options.maxRecordChars === undefined ? {} : { maxRecordChars: options.maxRecordChars }),
  });
  for await (const block of readBlocks(path, options.signal)) {
    for (const piece of pieces(block)) reader.push(decoder.write(piece));
    bytes += block.length;
    options.onBytes?.(bytes);
    await options.onChunk?.();
  }
  reader.push(decoder.end());
  reader.end();
  await options.onChunk?.();
  return { records, bytes, replaced: decoder.replaced };
}
