import type { Issue } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { RowChecker } from './check-row/index.ts';
import type { StoredImport } from './import-table.ts';
import type { KnownPhones } from './known-phones.ts';
import { parseRecord } from './read-csv/reader.ts';
import { markRow, reasonNumber } from './reasons.ts';
import { fromRowId, rowId } from './row-id.ts';
import { type EditedRow, readRow } from './rows/import-edits.ts';
import { updateFindings } from './rows/import-rows.ts';
import { addToVerdict } from './rows/verdict-rows.ts';
import { ABOUT_THE_PHONE, chosenOver, claimOf, duplicateOf } from './same-phone.ts';
import { decided, knownIssues, readIssues } from './store-batch.ts';
import { verdictOf } from './verdict.ts';

/** Looks up again what the desk knows about a row's phone, and stores the result. @returns the row's current verdict */
export function applyFindings(store: Store, found: StoredImport, id: number, known: KnownPhones): number {
  const row = readRow(store, id);
  if (!row) return 0;
  const own = (row.issues === null ? [] : readIssues(row.issues)).filter(
    ({ code }) => code !== 'duplicate-earlier' && code !== 'on-dnc',
  );
  const about = row.phone === null ? [] : knownIssues(row.phone, known);
  return keepFindings(store, found.id, row, { phone: row.phone, issues: [...own, ...about] });
}

/**
 * Checks one row again, with the operator's edits. If its phone has changed, `firstInFile` finds the earlier row with the new phone. To be
 * called in a write transaction. @returns its current verdict
 */
export function recheckRow(
  store: Store,
  found: StoredImport,
  id: number,
  by: { checker: RowChecker; known: KnownPhones; firstInFile: (phone: string, id: number) => number | null },
): number {
  const row = readRow(store, id);
  if (!row) return 0;
  const edits = row.edits === null ? undefined : (JSON.parse(row.edits) as Record<string, string>);
  const checked = by.checker.check(parseRecord(row.record, found.inspection.format), edits);
  const before = row.issues === null ? [] : readIssues(row.issues);
  const phone = checked.phone === '' ? null : checked.phone;
  let about: Issue[];
  if (phone === row.phone) about = before.filter(({ code }) => ABOUT_THE_PHONE.has(code));
  else {
    about = phone === null ? [] : knownIssues(phone, by.known);
    const first = phone === null ? null : by.firstInFile(phone, id);
    if (first !== null) {
      about.push(duplicateOf(first));
    }
  }
  const structural = before.filter(
    ({ code }) => code === 'unclosed-quote' || code === 'stray-quote' || code === 'too-long',
  );
  return keepFindings(store, found.id, row, { phone, issues: [...checked.issues, ...structural, ...about] });
}

const issuesOf = (row: EditedRow): Issue[] => (row.issues === null ? [] : readIssues(row.issues));

/** The issues of a row that don't depend on the other rows of its file. */
const withoutOthers = (row: EditedRow): Issue[] =>
  issuesOf(row).filter(({ code }) => code !== 'duplicate-in-file' && code !== 'duplicate-chosen');

/** Lets a later row with a stronger claim take the phone of an earlier one. To be called in a write transaction. */
export function yieldPhone(store: Store, importId: number, earlier: number, to: number): void {
  const row = readRow(store, rowId(importId, earlier));
  if (row) keepFindings(store, importId, row, { phone: row.phone, issues: [...withoutOthers(row), duplicateOf(to)] });
}

/**
 * Selects one of the rows with the same phone to be sent, and marks the others as its duplicates. Of equals it is the first, but not a row
 * that has just been given the phone. To be called in a write transaction.
 */
export function settlePhone(store: Store, importId: number, rows: readonly EditedRow[], newcomer: number): void {
  const turn = ({ id }: EditedRow) => (id === newcomer ? Number.POSITIVE_INFINITY : id);
  const claims = rows
    .toSorted((a, b) => (turn(a) < turn(b) ? -1 : 1))
    .map((row) => ({ row, claim: claimOf(issuesOf(row), row.decision === 'leave-out') }));
  const strongest = Math.max(...claims.map(({ claim }) => claim));
  const goes = claims.find(({ claim }) => claim === strongest)?.row;
  if (goes === undefined) return;
  const earlier = claims.find(({ row, claim }) => row.id < goes.id && claim > 0)?.row;
  for (const { row } of claims) {
    const others =
      row !== goes
        ? [duplicateOf(fromRowId(goes.id).row)]
        : earlier !== undefined && strongest < 255
          ? [chosenOver(fromRowId(earlier.id).row)]
          : [];
    keepFindings(store, importId, row, { phone: row.phone, issues: [...withoutOthers(row), ...others] });
  }
}

function keepFindings(
  store: Store,
  importId: number,
  row: EditedRow,
  now: { phone: string | null; issues: readonly Issue[] },
): number {
  const verdict = decided(verdictOf(now.issues), row.decision);
  const rowNo = fromRowId(row.id).row;
  const keys = (issues: readonly Issue[]) =>
    new Map(issues.map((one) => [`${one.code}|${one.field}|${one.severity}`, one]));
  const before = keys(row.issues === null ? [] : readIssues(row.issues));
  const after = keys(now.issues);
  for (const [key, one] of before) {
    if (!after.has(key))
      markRow(store, importId, reasonNumber(store, importId, one.code, one.field, one.severity), rowNo, false);
  }
  for (const [key, one] of after) {
    if (!before.has(key))
      markRow(store, importId, reasonNumber(store, importId, one.code, one.field, one.severity), rowNo, true);
  }
  const issues = now.issues.length === 0 ? null : JSON.stringify(now.issues);
  updateFindings(store, row.id, { phone: now.phone, verdict, issues });
  if (verdict !== row.verdict) {
    addToVerdict(store, importId, row.verdict, -1);
    addToVerdict(store, importId, verdict, 1);
  }
  return verdict;
}
