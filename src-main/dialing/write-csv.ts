import { csvRow } from './csv-out.ts';
import { type WrittenFile, writeFileWhole } from './line-sink.ts';

/**
 * Writes records to a CSV file, completely or not at all, with formulas in cells made harmless. The records are requested only once the
 * place is known to be writable.
 *
 * @returns its path and the number of records. @throws CommandError `file` if the place can't or may not be written to
 */
export function writeCsv(
  path: string,
  records: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): Promise<WrittenFile> {
  return writeFileWhole(path, async (sink) => {
    let written = 0;
    for await (const record of records) {
      sink.write(csvRow(record));
      written++;
    }
    await sink.drained();
    return written;
  });
}
