import type { CsvFormat, DateOrder, Mapping } from '../../src-preload/contract/index.ts';
import { birthOfSerial, cellValue, isPlaceholder, orderProof } from './check-row/index.ts';
import { readCsvFile } from './read-csv/read-file.ts';

/** What a file's dates of birth prove about their format. */
export interface DatesFound {
  /** Whether day or month comes first, if a row proves it and none contradicts it. */
  readonly order?: DateOrder;
  /** All are day numbers of a spreadsheet. */
  readonly serials: boolean;
}

/** The number of rows after which a column that had only YYYY-MM-DD so far is assumed to continue so. */
const ENOUGH = 5_000;
const ISO = /^\d{4}-\d\d-\d\d$/;

/** Thrown to stop reading when nothing more can be found. */
class Enough extends Error {}

/**
 * Scans the whole file for what its dates of birth prove: one row with a day above 12, at any position, decides how all the others are
 * read. Memory is bounded. A file without such a column isn't read.
 */
export async function lookThroughDates(
  path: string,
  format: CsvFormat,
  mapping: Mapping,
  today: string,
): Promise<DatesFound> {
  const target = mapping.targets.date_of_birth;
  if (target === undefined) return { serials: false };
  const { from, joiner = ' ' } = target;
  let rows = 0;
  let values = 0;
  let serials = 0;
  let plain = true;
  const seen = new Set<DateOrder>();
  const look = (cells: readonly string[]): void => {
    const parts = from.map((column) => cellValue(cells[column] ?? '')).filter((part) => part !== '');
    const value = parts.join(joiner);
    if (++rows > ENOUGH && plain) throw new Enough();
    if (value === '' || isPlaceholder(value)) return;
    values++;
    if (ISO.test(value)) return;
    plain = false;
    if (birthOfSerial(value, today) !== undefined) serials++;
    const proof = orderProof(value);
    if (proof === 'mdy' || proof === 'dmy') seen.add(proof);
  };
  try {
    await readCsvFile(path, format, ({ cells }) => look(cells));
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const [order, other] = seen;
  return {
    serials: values > 0 && serials === values,
    ...(order === undefined || other !== undefined ? {} : { order }),
  };
}
