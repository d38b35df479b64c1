import { type Issue, issue, verdicts } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { CheckedBatch } from './check-file.ts';
import { listedOthers } from './check-row/index.ts';
import { updateImport } from './import-table.ts';
import type { KnownPhones } from './known-phones.ts';
import { CORE_REASONS } from './reasons.ts';
import { rowId } from './row-id.ts';
import type { RowEdit } from './rows/import-edits.ts';
import { rowInserter } from './rows/import-rows.ts';
import { addReason, addRows, ensureReason, putMark } from './rows/reason-rows.ts';
import { addToVerdict } from './rows/verdict-rows.ts';
import { verdictOf } from './verdict.ts';

/**
 * Stores part of a batch of checked rows, their reasons, counts and the position of the check, in one transaction. What only the core knows
 * (do-not-call, loaded before) is added to each row here. `yieldTo` marks an earlier row whose phone a row of this part takes.
 */
export function storeBatch(
  store: Store,
  importId: number,
  batch: CheckedBatch,
  part: { readonly from: number; readonly to: number },
  known: KnownPhones,
  words: ReadonlyMap<number, RowEdit>,
  yieldTo: (earlier: number, row: number) => void,
): void {
  const insertRow = rowInserter(store);
  store.write(() => {
    for (const reason of part.from === 0 ? batch.newReasons : []) {
      addReason(store, { import_id: importId, ...reason });
    }
    const byVerdict = new Map<number, number>();
    const byReason = new Map<number, number>();
    const mark = (reasonId: number, row: number) => {
      if (putMark(store, importId, reasonId, row)) byReason.set(reasonId, (byReason.get(reasonId) ?? 0) + 1);
    };
    for (let at = part.from; at < part.to; at++) {
      const row = batch.firstRow + at;
      const phone = batch.phones[at] ?? '';
      let issues = batch.issues[at] ?? null;
      let verdict = batch.verdicts[at] ?? 0;
      const others = batch.others?.[at] ?? '';
      const ofPhone = phone === '' ? [] : knownIssues(phone, known);
      const found = others === '' ? ofPhone : [...ofPhone, ...listedOthers(others, known.onDoNotCall)];
      if (found.length > 0) {
        const list = [...(issues === null ? [] : readIssues(issues)), ...found];
        issues = JSON.stringify(list);
        verdict = verdictOf(list);
        for (const one of found) mark(ensureCoreReason(store, importId, one), row);
      }
      const word = words.size === 0 ? undefined : words.get(rowId(importId, row));
      if (word) verdict = decided(verdict, word.decision);
      const record = batch.records[at] ?? '';
      insertRow({ id: rowId(importId, row), record, phone: phone === '' ? null : phone, verdict, issues });
      byVerdict.set(verdict, (byVerdict.get(verdict) ?? 0) + 1);
    }
    for (let at = 0; at < batch.marks.length; at += 2) {
      const place = batch.marks[at] ?? 0;
      if (place >= part.from && place < part.to) mark(batch.marks[at + 1] ?? 0, batch.firstRow + place);
    }
    for (const [verdict, rows] of byVerdict) addToVerdict(store, importId, verdict, rows);
    for (const [reasonId, rows] of byReason) addRows(store, importId, reasonId, rows);
    for (let at = 0; at < batch.takes.length; at += 2) {
      const place = batch.takes[at] ?? 0;
      if (place >= part.from && place < part.to) yieldTo(batch.takes[at + 1] ?? 0, batch.firstRow + place);
    }
    updateImport(store, importId, { checked_to: batch.firstRow + part.to - 1 });
  });
}

/** The verdict after the operator's decision: any row can be left out, and duplicates and do-not-call rows can be sent anyway. */
export function decided(verdict: number, decision: 'send' | 'leave-out' | null): number {
  if (decision === 'leave-out') return verdicts['left-out-by-operator'];
  const yields = new Set<number>([
    verdicts['duplicate-in-file'],
    verdicts['duplicate-earlier'],
    verdicts['do-not-call'],
  ]);
  return decision === 'send' && yields.has(verdict) ? verdicts.send : verdict;
}

/** The issues of a phone from what the desk already knows about it. */
export function knownIssues(phone: string, known: KnownPhones): Issue[] {
  const issues: Issue[] = [];
  if (known.onDoNotCall(phone)) issues.push({ code: 'on-dnc', field: 'phone_number', severity: 'error' });
  const before = known.loadedBefore(phone);
  if (before !== null) {
    issues.push({ code: 'duplicate-earlier', field: 'phone_number', severity: 'error', note: before });
  }
  return issues;
}

/** The stored issues of a row. */
export function readIssues(json: string): Issue[] {
  return issue.array().parse(JSON.parse(json));
}

function ensureCoreReason(store: Store, importId: number, { code, field, severity }: Issue): number {
  const id = (CORE_REASONS as Readonly<Record<string, number>>)[code];
  if (id === undefined) throw new Error(`The core has no number for the reason ${code}.`);
  ensureReason(store, { import_id: importId, id, code, field, severity });
  return id;
}
