import { verdicts } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { importIds, inspectionOf, updateImport } from './import-table.ts';
import { fromRowId, rowId } from './row-id.ts';
import { emptyEdit } from './rows/import-edits.ts';
import { emptyRow, lastRowBefore, rowsContaining, verdictOfRow } from './rows/import-rows.ts';
import { addToVerdict } from './rows/verdict-rows.ts';
import { withoutSamples } from './samples.ts';

/** What identifies a person's rows in dial lists. */
export interface RowTraces {
  /** Digits with country code, or as entered. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** The number of rows searched at once. */
const WINDOW = 10_000;

/** Phones in the form of rows and jobs: without the North American 1. */
export const rowPhones = (phones: readonly string[]): string[] => [
  ...new Set(phones.flatMap((phone) => (/^1\d{10}$/.test(phone) ? [phone, phone.slice(1)] : [phone]))),
];

/** Whether a text contains one of these phones (digits) or emails (lower case) as a whole: ann@x.test is not in joann@x.test. */
export function names(text: string, words: readonly string[]): boolean {
  const small = text.toLowerCase();
  return words.some((word) => {
    const [before, behind] = /^\d+$/.test(word)
      ? [/\d$/, /^\d/]
      : [/[\p{L}\p{N}._%+-]$/u, /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u];
    for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + 1)) {
      const end = at + word.length;
      if (!before.test(small.slice(Math.max(0, at - 2), at)) && !behind.test(small.slice(end, end + 3))) return true;
    }
    return false;
  });
}

/** A text without the characters that people write between the digits of a phone. */
const withoutSeparators = (text: string): string => text.replace(/[- ().]/g, '');

/**
 * The rows of all dial lists that contain a person's phone or email. They are searched in portions, so that other commands can run in
 * between.
 */
export async function findRows(store: Store, traces: RowTraces): Promise<number[]> {
  const phones = rowPhones(traces.phones);
  const words = [...traces.emails.map((email) => email.toLowerCase()), ...phones.filter((phone) => phone.length >= 10)];
  if (phones.length + words.length === 0) return [];
  const digits = words.filter((word) => /^\d+$/.test(word));
  const isTheirs = ({ phone, record }: { phone: string | null; record: string }) =>
    (phone !== null && phones.includes(phone)) || names(record, words) || names(withoutSeparators(record), digits);
  const found: number[] = [];
  for (const importId of importIds(store)) {
    const end = lastRowBefore(store, rowId(importId + 1, 0));
    for (let from = rowId(importId, 0); from <= end; from += WINDOW) {
      const rows = rowsContaining(store, { after: from - 1, below: from + WINDOW }, { phones, texts: words });
      found.push(...rows.filter(isTheirs).map(({ id }) => id));
      await yieldToEventLoop();
    }
  }
  return found;
}

/**
 * Empties rows of dial lists. They keep their number and are never sent. The operator's own file is not changed. In the caller's write
 * transaction.
 */
export function eraseRowText(store: Store, rows: readonly number[], traces: RowTraces): void {
  for (const id of rows) {
    const before = verdictOfRow(store, id);
    if (before === undefined) continue;
    const { importId } = fromRowId(id);
    const verdict = before === verdicts.send ? verdicts['left-out-by-operator'] : before;
    emptyRow(store, id, verdict);
    emptyEdit(store, id);
    addToVerdict(store, importId, before, -1);
    addToVerdict(store, importId, verdict, 1);
  }
  eraseSamples(store, traces);
}

/** Removes the person's rows from the samples that the import dialog shows. */
function eraseSamples(store: Store, traces: RowTraces): void {
  const phones = rowPhones(traces.phones).filter((phone) => phone.length >= 10);
  const emails = traces.emails.map((email) => email.toLowerCase());
  const isTheirs = (cells: readonly string[]) =>
    cells.some((cell) => {
      const [digits, small] = [cell.replace(/\D/g, ''), cell.toLowerCase()];
      return phones.some((phone) => digits.includes(phone)) || emails.some((email) => small.includes(email));
    });
  for (const id of importIds(store)) {
    const known = inspectionOf(store, id);
    const left = JSON.stringify(withoutSamples(known, isTheirs));
    if (left !== JSON.stringify(known)) updateImport(store, id, { inspection: left });
  }
}
