import type { CsvFormat } from '../contract/index.ts';

/** A format of a file after one part was changed. Another delimiter, quote or sheet means that the header is detected again. */
export function changedFormat(format: Partial<CsvFormat>, change: Partial<CsvFormat>): Partial<CsvFormat> {
  const { header, headerLine, ...others } = format;
  const cellsChange = change.delimiter !== undefined || change.quote !== undefined || change.sheet !== undefined;
  const names = change.header !== undefined || cellsChange ? {} : { header, headerLine };
  return { ...others, ...names, ...change };
}
