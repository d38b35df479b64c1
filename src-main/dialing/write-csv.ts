import { csvRow } from './csv-out.ts';
import { type WrittenFile, writeFileWhole } from './line-sink.ts';

/**
 * Writes records to a CSV file, whole or not at all; cells that a spreadsheet would run as formulas are defused.
 *
 * @returns its path, and how many records. @throws CommandError `file` when the place can't or may not be written
 */
export function writeCsv(path: string, records: readonly (readonly string[])[]): Promise<WrittenFile> {
  return writeFileWhole(path, async (sink) => {
    for (const record of records) sink.write(csvRow(record));
    await sink.drained();
    return records.length;
  });
}
