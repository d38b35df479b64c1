import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { findHeader } from './header.ts';
import { type CsvRecord, type CsvSeparators, createCsvReader } from './reader.ts';
import { isBlank, separatorLine } from './rows.ts';

export { columnNames } from './header.ts';

/** A list's format without its encoding, which is determined separately. */
export type CsvLayout = Omit<CsvFormat, 'encoding' | 'sheet'>;

const DELIMITERS = [',', ';', '\t', '|'];
/** The number of records examined for each possible format. */
const SAMPLE_RECORDS = 300;
/** A lower limit than for reading, because in a sample an unclosed quote should be detected early. */
const SAMPLE_RECORD_CHARS = 64 * 1024;

/** One misplaced quote in a sample is an accident. A file without quoting has many. */
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
 * Determines delimiter, quote and header from the beginning of a file. A line `sep=X` at its top specifies the delimiter. Each format is
 * tried on complete records, so that delimiters inside quotes don't count. What the operator has already chosen is not changed.
 *
 * @returns the layout, and how many cells most records have
 * @param sample decoded text from the start of the file
 * @param whole whether the sample is the whole file; otherwise its last record may be truncated and is left out
 */
export function sniffLayout(
  sample: string,
  whole: boolean,
  chosen: Partial<CsvLayout> = {},
): { layout: CsvLayout; width: number } {
  const quotes: CsvFormat['quote'][] = chosen.quote === undefined ? ['"', "'", ''] : [chosen.quote];
  const given = chosen.delimiter ?? separatorLine(/^[^\r\n]*/.exec(sample.replace(/^\ufeff/, ''))?.[0] ?? '');
  const delimiters = given === null ? DELIMITERS : [given];
  const usualTrials = new Map<string, Trial>();
  let best: Trial | null = null;
  for (const quote of quotes) {
    if (quote === "'" && quotes.length > 1 && !sample.includes("'")) continue;
    for (const delimiter of delimiters) {
      const usual = usualTrials.get(delimiter);
      if (quote === '' && usual && (usual.brokenCount < ENOUGH_BROKEN || usual.broken < 0.1)) continue;
      const trial = tryReading(sample, whole, { delimiter, quote });
      if (quote === '"') usualTrials.set(delimiter, trial);
      // The usual quote is tried first, and another one must be clearly better.
      if (best === null || trial.score > best.score * (quote === best.separators.quote ? 1 : 1.02)) best = trial;
    }
  }
  best = insideRows(sample, whole, best, delimiters) ?? best;
  const { separators, records } = best ?? tryReading(sample, whole, { delimiter: ',', quote: '"' });
  const { width } = commonWidth(records.map(({ cells }) => cells));
  return { layout: { ...separators, ...headerOf(records, width, separators.delimiter, chosen) }, width };
}

/** The format of a list in which every row is quoted as a single cell, determined from inside the quotes; undefined for any other list. */
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

/** Where the header is: as chosen, and detected where nothing was chosen. */
function headerOf(
  records: readonly CsvRecord[],
  width: number,
  delimiter: string,
  { header, headerLine, skip }: Partial<CsvLayout>,
): Omit<CsvLayout, 'delimiter' | 'quote' | 'rowQuoted'> {
  if (header === false) return { header, ...(skip === undefined ? {} : { skip }) };
  if (headerLine !== undefined) return { header: true, headerLine, ...(skip === undefined ? {} : { skip }) };
  const found = findHeader(records, width, delimiter);
  // If the operator says that there is a header and none was found, it is the first record.
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

/** The number of cells that most rows have, and how many rows that is. */
function commonWidth(rows: readonly string[][]): { width: number; count: number } {
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let width = 1;
  // Titles and remarks are lines with one cell. In a short list there may be as many of them as rows.
  const weight = (cells: number): number => (widths.get(cells) ?? 0) * (cells === 1 ? 0.5 : 1);
  for (const candidate of widths.keys()) if (weight(candidate) > weight(width)) width = candidate;
  return { width, count: widths.get(width) ?? 0 };
}

/** How much a decoding looks like a table: rows of the same width, and the more columns the better. */
function score(records: readonly CsvRecord[], separators: CsvSeparators): number {
  const { width, count } = commonWidth(records.map((record) => record.cells));
  const even = count / Math.max(records.length, 1);
  const columns = width < 2 ? 0.1 : 1 + Math.min(width, 100) / 100;
  const first = records[0]?.cells.length === width ? 1 : 0.8;
  return even * columns * first * delimiterDoubt(records, separators) * quoteDoubt(records, separators);
}

/** 1 if the delimiter is between cells; less if it looks like a decimal comma or a comma in a sentence. */
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

/** Less than 1 if cells still have quotes that this format treats as text. */
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
