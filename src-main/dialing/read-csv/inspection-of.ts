import type { Inspection } from '../../../src-preload/contract/index.ts';
import type { CsvInspection } from './inspect.ts';

/** How a file was read, for the page. */
export function inspectionOf(found: CsvInspection): Inspection {
  return {
    format: found.format,
    columns: found.columns,
    samples: found.samples,
    ...(found.spread === undefined ? {} : { spread: found.spread }),
    accented: found.accented,
    estimatedRows: found.estimatedRows,
    headerLine: found.headerLine,
    top: found.top,
    encodings: found.encodings,
    sheets: found.sheets,
    notes: found.notes,
  };
}
