import { csvRow } from '../dialing/csv-out.ts';
import { writeFileWhole } from '../dialing/line-sink.ts';

/**
 * Writes records to a CSV file, whole or not at all; cells that a spreadsheet would run as formulas are defused.
 *
 * @returns how many records. @throws Error when the place can't be written
 */
export function writeCsv(path: string, records: readonly (readonly string[])[]): Promise<number> {
  return writeFileWhole(path, async (sink) => {
    for (const record of records) sink.write(csvRow(record));
    await sink.drained();
    return records.length;
  });
}
