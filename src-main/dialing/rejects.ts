import type { Issue } from '../../src-preload/contract/index.ts';
import { ISSUES } from '../../src-preload/rules/issues.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { csvRow } from './csv-out.ts';
import { getImport } from './import-table.ts';
import type { LineSink } from './line-sink.ts';
import { parseRecord } from './read-csv/reader.ts';
import { fieldLabel } from './reasons.ts';
import { rowId } from './row-id.ts';
import { undeliveredRows } from './rows/rows-with-jobs.ts';
import { readIssues } from './store-batch.ts';

/** The two columns that a file of rejects has in addition to the original ones. */
export const REJECT_COLUMNS = ['Trunkline reason', 'Vendor line'] as const;

const ROWS_AT_ONCE = 2_000;

type Candidate = ReturnType<typeof undeliveredRows>[number];

/**
 * Writes every row that was not delivered successfully (left out, rejected, duplicate) with the file's own columns, the reason and the
 * vendor's answer. Formulas in cells are made harmless. The fixed file can be imported again.
 * @returns the number of rows written
 */
export async function writeRejects(store: Store, importId: number, sink: LineSink): Promise<number> {
  const found = getImport(store, importId);
  const { columns, format } = found.inspection;
  sink.write(csvRow([...columns, ...REJECT_COLUMNS]));
  let after = rowId(importId, 0);
  let rows = 0;
  for (;;) {
    const range = { after, below: rowId(importId + 1, 0) };
    const candidates = undeliveredRows(store, found.connectionId ?? 0, range, ROWS_AT_ONCE);
    const last = candidates.at(-1);
    if (!last) break;
    for (const row of candidates) {
      const cells = parseRecord(row.record, format);
      while (cells.length < columns.length) cells.push('');
      sink.write(csvRow([...cells.slice(0, columns.length), reasonOf(row), row.vendorLine ?? '']));
      rows++;
    }
    after = last.id;
    await sink.drained();
    await yieldToEventLoop();
  }
  return rows;
}

function reasonOf(row: Candidate): string {
  if (row.state !== null) return `${row.state}: ${row.reason ?? ''}`.trim();
  const issues = row.issues === null ? [] : readIssues(row.issues);
  const grave = issues.filter(({ severity }) => severity === 'error');
  return grave.length > 0 ? grave.map(issueWords).join('; ') : 'left out by the operator';
}

/** An issue in words, with what is specific to its row. */
export function issueWords(issue: Issue): string {
  const what = ISSUES[issue.code].what(fieldLabel(issue.field));
  const before = issue.before === undefined || issue.before === '' ? '' : ` (“${issue.before}”)`;
  return `${what}${before}${issue.note === undefined ? '' : `: ${issue.note}`}`;
}
