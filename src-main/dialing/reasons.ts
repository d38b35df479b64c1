import {
  type IssueCode,
  issueCode,
  issueSeverity,
  LEAD_FIELD_LABELS,
  type ReasonCount,
} from '../../src-preload/contract/index.ts';
import { OWN_FIELDS } from '../../src-preload/rules/cures.ts';
import { ISSUES, issueSentence } from '../../src-preload/rules/issues.ts';
import type { Store } from '../db/store.ts';
import { addReason, addRows, dropMark, highestReason, putMark, reasonRows } from './rows/reason-rows.ts';

/** Reasons that only the core can find, with the ids they have in every import. */
export const CORE_REASONS = { 'on-dnc': 1, 'duplicate-earlier': 2, 'alt-on-dnc': 3, 'more-on-dnc': 4 } as const;

/** The fixes that can be applied to all rows of a reason. Single rows are edited in the table. */
const BULK_FIXES: ReadonlySet<string> = new Set(['clear', 'set', 'leave-out', 'send-anyway']);

/** A field's name on screen. */
export function fieldLabel(field: string): string {
  return (LEAD_FIELD_LABELS as Readonly<Record<string, string>>)[field] ?? field;
}

/** The reasons of an import with their rows, the most severe and most frequent first. */
export function listReasons(store: Store, importId: number): ReasonCount[] {
  const order = { error: 0, change: 1, warning: 2 };
  return reasonRows(store, importId)
    .filter(({ rows }) => rows > 0)
    .map((row): ReasonCount => {
      const code: IssueCode = issueCode.parse(row.code);
      const severity = issueSeverity.parse(row.severity);
      return {
        id: row.id,
        code,
        field: row.field,
        severity,
        sentence: issueSentence(code, row.rows, fieldLabel(row.field), severity),
        fixes: ISSUES[code].fixes.filter((fix) => BULK_FIXES.has(fix) && !(fix === 'set' && OWN_FIELDS.has(row.field))),
        rows: row.rows,
      };
    })
    .sort((a, b) => order[a.severity] - order[b.severity] || b.rows - a.rows);
}

/** The id of a reason in an import. A new reason is added. */
export function reasonNumber(store: Store, importId: number, code: string, field: string, severity: string): number {
  const known = reasonRows(store, importId).find(
    (one) => one.code === code && one.field === field && one.severity === severity,
  );
  if (known) return known.id;
  const fixed = (CORE_REASONS as Readonly<Record<string, number>>)[code];
  const id = fixed ?? Math.max(16, highestReason(store, importId) + 1);
  addReason(store, { import_id: importId, id, code, field, severity });
  return id;
}

/** Marks a row with a reason, or removes the mark, and updates the number of rows. */
export function markRow(store: Store, importId: number, reasonId: number, row: number, on: boolean): void {
  const isNew = (on ? putMark : dropMark)(store, importId, reasonId, row);
  if (isNew) addRows(store, importId, reasonId, on ? 1 : -1);
}
