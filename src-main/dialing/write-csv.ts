import { csvRow } from './csv-out.ts';
import { type WrittenFile, writeFileWhole } from './line-sink.ts';

/**
 * Writes records to a CSV file, whole or not at all; cells that a spreadsheet would run as formulas are defused. They are asked for once the
 * place is known to be writable.
 *
 * @returns its path, and how many records. @throws CommandError `file` when the place can't or may not be written
 */
export function writeCsv(path: string, records: Iterable<readonly string[]>): Promise<WrittenFile> {
  return writeFileWhole(path, async (sink) => {
    let written = 0;
    for (const record of records) {
      sink.write(csvRow(record));
      written++;
    }
    await sink.drained();
    return written;
  });
}
