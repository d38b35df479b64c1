import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { findHeader } from './header.ts';
import { type CsvRecord, type CsvSeparators, createCsvReader } from './reader.ts';
import { isBlank, separatorLine } from './rows.ts';

export { columnNames } from './header.ts';

/** How a list is laid out; its encoding is found apart. */
export type CsvLayout = Omit<CsvFormat, 'encoding' | 'sheet'>;

const DELIMITERS = [',', ';', '\t', '|'];
/** Records looked at for each way of reading. */
const SAMPLE_RECORDS = 300;
/** A shorter cap than in reading: in a sample, an unclosed quote should show itself early. */
const SAMPLE_RECORD_CHARS = 64 * 1024;

/** One stray quote in a sample is an accident; a file without quoting shows many. */
const ENOUGH_BROKEN = 3;

interface Trial {
  readonly separators: CsvSeparators;
  readonly records: CsvRecord[];
  readonly score: number;
  /** The share of records with a problem, and their number. */
  readonly broken: number;
  readonly brokenCount: number;
}

/**
 * Finds delimiter, quote and header from the beginning of a file; a line `sep=X` at its top tells the delimiter. Each way of reading is tried on whole records, so that
 * delimiters inside quotes don't count; what the operator has already chosen is taken as it is.
 *
 * @returns the layout, and how many cells most records have
 * @param sample decoded text from the start of the file
 * @param whole whether the sample is all of the file; otherwise its last record may be cut and is left out
 */
export function sniffLayout(
  sample: string,
  whole: boolean,
  chosen: Partial<CsvLayout> = {},
): { layout: CsvLayout; width: number } {
  const quotes: CsvFormat['quote'][] = chosen.quote === undefined ? ['"', "'", ''] : [chosen.quote];
  const told = chosen.delimiter ?? separatorLine(/^[^\r\n]*/.exec(sample.replace(/^\ufeff/, ''))?.[0] ?? '');
  const delimiters = told === null ? DELIMITERS : [told];
  const usualTrials = new Map<string, Trial>();
  let best: Trial | null = null;
  for (const quote of quotes) {
    if (quote === "'" && quotes.length > 1 && !sample.includes("'")) continue;
    for (const delimiter of delimiters) {
      const usual = usualTrials.get(delimiter);
      if (quote === '' && usual && (usual.brokenCount < ENOUGH_BROKEN || usual.broken < 0.1)) continue;
      const trial = tryReading(sample, whole, { delimiter, quote });
      if (quote === '"') usualTrials.set(delimiter, trial);
      // Only a clear gain speaks against the usual quote, which stands first.
      if (best === null || trial.score > best.score * (quote === best.separators.quote ? 1 : 1.02)) best = trial;
    }
  }
  best = insideRows(sample, whole, best, delimiters) ?? best;
  const { separators, records } = best ?? tryReading(sample, whole, { delimiter: ',', quote: '"' });
  const { width } = commonWidth(records.map(({ cells }) => cells));
  return { layout: { ...separators, ...headerOf(records, width, separators.delimiter, chosen) }, width };
}

/** A list of which every row stands in quotes as one cell, read inside them; undefined for any other. */
function insideRows(
  sample: string,
  whole: boolean,
  best: Trial | null,
  delimiters: readonly string[],
): Trial | undefined {
  if (best === null || best.separators.quote !== '"' || best.records.some(({ cells }) => cells.length > 1))
    return undefined;
  const quoted = best.records.filter(({ raw }) => raw.length > 2 && raw.startsWith('"') && raw.trimEnd().endsWith('"'));
  if (quoted.length < best.records.length * 0.9) return undefined;
  const trials = delimiters.map((delimiter) => tryReading(sample, whole, { delimiter, quote: '"', rowQuoted: true }));
  const found = trials.toSorted((a, b) => b.score - a.score)[0];
  return found !== undefined && found.score > best.score * 2 ? found : undefined;
}

/** Where the names stand: as chosen, and found as far as nothing is. */
function headerOf(
  records: readonly CsvRecord[],
  width: number,
  delimiter: string,
  { header, headerLine, skip }: Partial<CsvLayout>,
): Omit<CsvLayout, 'delimiter' | 'quote' | 'rowQuoted'> {
  if (header === false) return { header, ...(skip === undefined ? {} : { skip }) };
  if (headerLine !== undefined) return { header: true, headerLine, ...(skip === undefined ? {} : { skip }) };
  const found = findHeader(records, width, delimiter);
  // The operator says that there are names where none were found: then they are the first record.
  return header === true && !found.header ? { header } : found;
}

function tryReading(sample: string, whole: boolean, separators: CsvSeparators): Trial {
  const records: CsvRecord[] = [];
  const keep = (record: CsvRecord): void => {
    if (!isBlank(record.raw, separators.delimiter) && separatorLine(record.raw) === null) records.push(record);
  };
  const reader = createCsvReader(separators, keep, { maxRecordChars: SAMPLE_RECORD_CHARS });
  const step = 16 * 1024;
  for (let at = 0; at < sample.length && records.length < SAMPLE_RECORDS; at += step) {
    reader.push(sample.slice(at, at + step));
  }
  const complete = records.length < SAMPLE_RECORDS;
  if (complete && (whole || records.length === 0)) reader.end();
  const brokenCount = records.filter((record) => record.problem !== null).length;
  const broken = brokenCount / Math.max(records.length, 1);
  const points = score(records, separators) * (1 - broken);
  return { separators, records, score: points, broken, brokenCount };
}

/** How many cells most rows have, and how many rows those are. */
function commonWidth(rows: readonly string[][]): { width: number; count: number } {
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let width = 1;
  // Titles and remarks are lines of one cell: in a short list they may be as many as its rows.
  const weight = (cells: number): number => (widths.get(cells) ?? 0) * (cells === 1 ? 0.5 : 1);
  for (const candidate of widths.keys()) if (weight(candidate) > weight(width)) width = candidate;
  return { width, count: widths.get(width) ?? 0 };
}

/** How much a reading looks like a table: rows of one width, the more columns the better. */
function score(records: readonly CsvRecord[], separators: CsvSeparators): number {
  const { width, count } = commonWidth(records.map((record) => record.cells));
  const even = count / Math.max(records.length, 1);
  const columns = width < 2 ? 0.1 : 1 + Math.min(width, 100) / 100;
  const first = records[0]?.cells.length === width ? 1 : 0.8;
  return even * columns * first * delimiterDoubt(records, separators) * quoteDoubt(records, separators);
}

/** 1 where the delimiter stands between cells; less where it looks like a decimal comma or a comma in a sentence. */
function delimiterDoubt(records: readonly CsvRecord[], { delimiter }: CsvSeparators): number {
  if (delimiter === '\t') return 1;
  let seams = 0;
  let decimals = 0;
  let sentences = 0;
  for (const { cells } of records) {
    for (let at = 1; at < cells.length; at++) {
      const before = cells[at - 1] ?? '';
      const after = cells[at] ?? '';
      seams++;
      if (delimiter === ',' && /\d$/.test(before) && /^\d/.test(after)) decimals++;
      if (after.startsWith(' ') && after.length > 1) sentences++;
    }
  }
  if (seams === 0) return 1;
  return 1 - 0.5 * (decimals / seams) ** 2 - 0.3 * (sentences / seams) ** 2;
}

/** Less than 1 where cells still wear quotes that this reading takes for text. */
function quoteDoubt(records: readonly CsvRecord[], { quote }: CsvSeparators): number {
  let cellCount = 0;
  let worn = 0;
  for (const { cells } of records) {
    for (const cell of cells) {
      cellCount++;
      const first = cell[0];
      if (cell.length > 1 && (first === '"' || first === "'") && first !== quote && cell.endsWith(first)) worn++;
    }
  }
  return cellCount === 0 ? 1 : 1 - 0.5 * (worn / cellCount);
}
