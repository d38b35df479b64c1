import { inspection, verdicts } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { fromRowId, rowId } from './row-id.ts';
import { withoutSamples } from './samples.ts';
import { addToVerdict } from './verdict-rows.ts';

/** By what rows of dial lists are a person's. */
export interface RowTraces {
  /** Digits with country code, or as written. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** Rows looked through in one go. */
const WINDOW = 10_000;

/** A phone as rows and jobs have it: without the 1 of North America. */
export const rowPhones = (phones: readonly string[]): string[] => [
  ...new Set(phones.flatMap((phone) => (/^1\d{10}$/.test(phone) ? [phone, phone.slice(1)] : [phone]))),
];

/** Whether a text names one of these phones (digits) or e-mails (small letters) whole: ann@x.test is not joann@x.test. */
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

/** What people write between the digits of a phone. */
const SEPARATORS = ['-', ' ', '(', ')', '.'];
/** A record with its phones as plain digits, and again as it is, where e-mails are looked for. */
const PLAIN_RECORD = `lower(record || char(10) || ${SEPARATORS.reduce((sql, sign) => `replace(${sql}, '${sign}', '')`, 'record')})`;
const withoutSeparators = (text: string): string => text.replace(/[- ().]/g, '');

/** The rows of all dial lists that hold a person's phone or e-mail; looked for in portions, others have their turn between. */
export async function findRows(store: Store, traces: RowTraces): Promise<number[]> {
  const phones = rowPhones(traces.phones);
  const words = [...traces.emails.map((email) => email.toLowerCase()), ...phones.filter((phone) => phone.length >= 10)];
  if (phones.length + words.length === 0) return [];
  const digits = words.filter((word) => /^\d+$/.test(word));
  const conditions = [...phones.map(() => 'phone = ?'), ...words.map(() => `instr(${PLAIN_RECORD}, ?) > 0`)];
  const find = store.prepare<unknown[], { id: number; phone: string | null; record: string }>(
    `SELECT id, phone, record FROM import_row WHERE id >= ? AND id < ? AND (${conditions.join(' OR ')})`,
  );
  const isTheirs = ({ phone, record }: { phone: string | null; record: string }) =>
    (phone !== null && phones.includes(phone)) || names(record, words) || names(withoutSeparators(record), digits);
  const last = store.prepare('SELECT max(id) FROM import_row WHERE id < ?').pluck();
  const found: number[] = [];
  for (const importId of store.prepare('SELECT id FROM dial_import').pluck().all() as number[]) {
    const end = (last.get(rowId(importId + 1, 0)) as number | null) ?? 0;
    for (let from = rowId(importId, 0); from <= end; from += WINDOW) {
      const rows = find.all(from, from + WINDOW, ...phones, ...words);
      found.push(...rows.filter(isTheirs).map(({ id }) => id));
      await yieldToEventLoop();
    }
  }
  return found;
}

/**
 * Empties rows of dial lists: they keep their number and are never sent. What the operator's own file holds is the operator's.
 * In the caller's write transaction.
 */
export function eraseRowText(store: Store, rows: readonly number[], traces: RowTraces): void {
  const read = store.prepare<[number], { verdict: number }>('SELECT verdict FROM import_row WHERE id = ?');
  const erase = store.prepare(
    `UPDATE import_row SET record = '', phone = NULL, issues = NULL, verdict = ? WHERE id = ?`,
  );
  const edits = store.prepare(
    `UPDATE import_edit SET edits = NULL, decision = 'leave-out' WHERE import_id = ? AND row_no = ?`,
  );
  for (const id of rows) {
    const row = read.get(id);
    if (!row) continue;
    const at = fromRowId(id);
    const verdict = row.verdict === verdicts.send ? verdicts['left-out-by-operator'] : row.verdict;
    erase.run(verdict, id);
    edits.run(at.importId, at.row);
    addToVerdict(store, at.importId, row.verdict, -1);
    addToVerdict(store, at.importId, verdict, 1);
  }
  eraseSamples(store, traces);
}

/** The first rows of a file stand beside its columns, for the wizard. */
function eraseSamples(store: Store, traces: RowTraces): void {
  const phones = rowPhones(traces.phones).filter((phone) => phone.length >= 10);
  const emails = traces.emails.map((email) => email.toLowerCase());
  const isTheirs = (cells: readonly string[]) =>
    cells.some((cell) => {
      const [digits, small] = [cell.replace(/\D/g, ''), cell.toLowerCase()];
      return phones.some((phone) => digits.includes(phone)) || emails.some((email) => small.includes(email));
    });
  const keep = store.prepare('UPDATE dial_import SET inspection = ? WHERE id = ?');
  for (const row of store.prepare('SELECT id, inspection FROM dial_import').all() as {
    id: number;
    inspection: string;
  }[]) {
    const known = inspection.parse(JSON.parse(row.inspection));
    const left = JSON.stringify(withoutSamples(known, isTheirs));
    if (left !== JSON.stringify(known)) keep.run(left, row.id);
  }
}
