import {
  type CheckedRow,
  CommandError,
  type ReasonFix,
  type Verdict,
  verdicts,
} from '../../src-preload/contract/index.ts';
import { OWN_FIELDS } from '../../src-preload/rules/cures.ts';
import { DO_NOT_CALL_ISSUES } from '../../src-preload/rules/issues.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { createRowChecker, type RowChecker } from './check-row/index.ts';
import { doNotCallLookup } from './do-not-call.ts';
import { getImport, type StoredImport } from './import-table.ts';
import { type KnownPhones, knownPhones } from './known-phones.ts';
import { parseRecord } from './read-csv/reader.ts';
import { fieldLabel } from './reasons.ts';
import { recheckRow, settlePhone } from './row-findings.ts';
import { fromRowId, rowId } from './row-id.ts';
import { type EditChange, type EditedRow, readRow, saveEdit } from './rows/import-edits.ts';
import { firstWithPhones, idsInRange } from './rows/import-rows.ts';
import { markedRows, reasonInUse, reasonRow } from './rows/reason-rows.ts';
import { namedRow } from './same-phone.ts';
import { readIssues } from './store-batch.ts';
import { verdictOf } from './verdict.ts';

/** The number of rows changed in one transaction of a bulk fix. */
const ROWS_AT_ONCE = 200;
/** The number of rows searched at once for an earlier row with the same phone. */
const SCAN_AT_ONCE = 20_000;
/** The number of duplicates processed at once. */
const GROUPED_AT_ONCE = 1_000;

/** Everything needed to show and change rows of an import. */
interface Workshop {
  readonly found: StoredImport;
  readonly checker: RowChecker;
  readonly known: KnownPhones;
}

function open(store: Store, importId: number): Workshop {
  const found = getImport(store, importId);
  const { mapping, settings, traits, connectionId } = found;
  if (!mapping || !settings || !traits || connectionId === null) {
    throw new CommandError('conflict', `${found.fileName} has not been checked yet.`);
  }
  return {
    found,
    checker: createRowChecker({
      mapping,
      settings,
      traits,
      dates: found.dates ?? {},
      isListed: doNotCallLookup(store),
    }),
    known: knownPhones(store, { importId, connectionId, listId: settings.list_id }),
  };
}

function openToChange(store: Store, importId: number): Workshop {
  const workshop = open(store, importId);
  mustBeChecked(workshop.found);
  return workshop;
}

function mustBeChecked({ state, fileName }: StoredImport): void {
  if (state === 'checked') return;
  throw new CommandError(
    'conflict',
    `${fileName} is ${state}. Rows can be changed only after the check and before the start.`,
  );
}

/**
 * One transaction that changes rows. It checks again that the list can be changed, because it may have been started or checked since the
 * action began.
 */
function change(store: Store, importId: number, work: () => void): void {
  store.write(() => {
    mustBeChecked(getImport(store, importId));
    work();
  });
}

const acts = new WeakMap<Store, Promise<unknown>>();

/** Actions that assign phones to rows run one after the other. Otherwise two rows that get the same phone would not detect each other. */
function inTurn<T>(store: Store, run: () => Promise<T>): Promise<T> {
  const done = (acts.get(store) ?? Promise.resolve()).then(run);
  acts.set(
    store,
    // The error is reported to the caller of that action. The next action only waits for its end.
    done.catch(() => undefined),
  );
  return done;
}

const VERDICT_NAMES = new Map<number, Verdict>(
  Object.entries(verdicts).map(([name, number]) => [number, name as Verdict]),
);

function show({ found, checker }: Workshop, row: EditedRow): CheckedRow {
  const cells = parseRecord(row.record, found.inspection.format);
  const edits = row.edits === null ? undefined : (JSON.parse(row.edits) as Record<string, string>);
  return {
    row: fromRowId(row.id).row,
    verdict: VERDICT_NAMES.get(row.verdict) ?? 'error',
    cells,
    fields: checker.fields(cells, edits),
    issues: issuesOf(row),
    edited: row.edits !== null || row.decision !== null,
  };
}

/** Checked rows in the order of the file, after `after`. */
export async function listRows(
  store: Store,
  importId: number,
  by: { reasonId: number | null; verdict: Verdict | null; after: number; limit: number },
): Promise<{ rows: CheckedRow[]; more: boolean }> {
  const workshop = open(store, importId);
  const ids =
    by.reasonId === null ? await idsByVerdict(store, importId, by) : idsByReason(store, importId, by.reasonId, by);
  const rows = ids.slice(0, by.limit).flatMap((id) => readRow(store, id) ?? []);
  return { rows: rows.map((row) => show(workshop, row)), more: ids.length > by.limit };
}

function idsByReason(
  store: Store,
  importId: number,
  reasonId: number,
  page: { after: number; limit: number },
): number[] {
  return markedRows(store, importId, reasonId, page.after, page.limit + 1).map((row) => rowId(importId, row));
}

/** Rows in the order of the file, searched in portions so that a rare verdict among a million rows doesn't block other commands. */
async function idsByVerdict(
  store: Store,
  importId: number,
  page: { verdict: Verdict | null; after: number; limit: number },
): Promise<number[]> {
  const { checkedTo } = getImport(store, importId);
  const ids: number[] = [];
  for (let from = page.after; from < checkedTo && ids.length <= page.limit; from += SCAN_AT_ONCE) {
    const range = {
      after: rowId(importId, from),
      below: rowId(importId, Math.min(from + SCAN_AT_ONCE, checkedTo) + 1),
    };
    ids.push(...idsInRange(store, range, page.verdict, page.limit + 1 - ids.length));
    await yieldToEventLoop();
  }
  return ids;
}

/** Sets values that replace the file's; null removes one. The row is checked again. */
export function editRow(
  store: Store,
  importId: number,
  row: number,
  edits: Readonly<Record<string, string | null>>,
): Promise<CheckedRow> {
  return inTurn(store, async () => {
    const workshop = openToChange(store, importId);
    const id = rowId(importId, row);
    const before = mustRead(store, id);
    const merged = { ...(before.edits === null ? {} : (JSON.parse(before.edits) as Record<string, string>)) };
    for (const [field, value] of Object.entries(edits)) {
      if (value === null) delete merged[field];
      else merged[field] = value;
    }
    const edit = { edits: Object.keys(merged).length === 0 ? null : JSON.stringify(merged) };
    const phone = newPhone(workshop, before, edit);
    const first = phone === null ? new Map<string, number>() : await firstRows(store, importId, [phone]);
    change(store, importId, () => {
      saveEdit(store, id, edit);
      recheckRow(store, workshop.found, id, { ...workshop, firstInFile: (phone) => first.get(phone) ?? null });
    });
    const now = mustRead(store, id).phone;
    await settlePhones(store, importId, [before.phone, now], now === before.phone ? 0 : id);
    return show(workshop, mustRead(store, id));
  });
}

/**
 * Stores the operator's decision on one row. If it leaves the row out, another row with the same phone may be sent, and if it is undone,
 * the reverse.
 */
export function decideRow(
  store: Store,
  importId: number,
  row: number,
  decision: 'send' | 'leave-out' | null,
): Promise<CheckedRow> {
  return inTurn(store, async () => {
    const workshop = openToChange(store, importId);
    const id = rowId(importId, row);
    const { phone } = mustRead(store, id);
    change(store, importId, () => {
      saveEdit(store, id, { decision });
      recheckRow(store, workshop.found, id, { ...workshop, firstInFile: () => null });
    });
    await settlePhones(store, importId, [phone]);
    return show(workshop, mustRead(store, id));
  });
}

/**
 * Applies one fix to every row that has a reason, one portion per transaction. Sending anyway only overrides this reason: a duplicate that
 * is also on the do-not-call list is still not sent.
 * @returns the number of changed rows
 * @throws CommandError `conflict` if the list is started meanwhile; earlier changes are kept
 */
export function fixReason(store: Store, importId: number, reasonId: number, fix: ReasonFix): Promise<number> {
  return inTurn(store, async () => {
    const workshop = openToChange(store, importId);
    const reason = reasonRow(store, importId, reasonId);
    if (!reason) throw new CommandError('not-found', 'This reason no longer applies to any row.');
    const isForAll = fix.act === 'clear' && reason.field !== '' && reason.field !== 'phone_number';
    const isForOne = fix.act === 'set' && !OWN_FIELDS.has(reason.field) && reason.field !== '';
    if ((fix.act === 'set' || fix.act === 'clear') && !isForAll && !isForOne) {
      const { rows } = reason;
      const people = rows === 1 ? 'a row' : `${rows.toLocaleString('en-US')} rows`;
      throw new CommandError(
        'invalid-input',
        `${fieldLabel(reason.field)} differs for each person, so one value can’t be set for ${people} at once. Edit the rows individually, or leave them out.`,
      );
    }
    const kept = KEPT_BACK_BY.get(reason.code);
    if (fix.act === 'send-anyway' && kept === undefined) {
      throw new CommandError(
        'invalid-input',
        'Only duplicates and rows on your do-not-call list can be sent anyway. Fix these rows or leave them out.',
      );
    }
    let changed = 0;
    let after = 0;
    const touched: (string | null)[] = [];
    for (;;) {
      const ids = idsByReason(store, importId, reasonId, { after, limit: ROWS_AT_ONCE }).slice(0, ROWS_AT_ONCE);
      const last = ids.at(-1);
      if (last === undefined) {
        await settlePhones(store, importId, touched);
        return changed;
      }
      after = fromRowId(last).row;
      const about = ids
        .map((id) => mustRead(store, id))
        .filter((row) => fix.act !== 'send-anyway' || verdictOf(issuesOf(row)) === kept)
        .map((row) => ({ row, edit: editFor(row, reason.field, fix) }));
      const phones = about.flatMap(({ row, edit }) => newPhone(workshop, row, edit) ?? []);
      const first = phones.length === 0 ? new Map<string, number>() : await firstRows(store, importId, phones);
      change(store, importId, () => {
        for (const { row, edit } of about) {
          const { row: number } = fromRowId(row.id);
          const firstInFile = (phone: string) => {
            const found = first.get(phone);
            if (found === undefined) first.set(phone, number);
            return found ?? null;
          };
          saveEdit(store, row.id, edit);
          const verdict = recheckRow(store, workshop.found, row.id, { ...workshop, firstInFile });
          if (verdict !== row.verdict && fix.act !== 'send-anyway')
            touched.push(row.phone, mustRead(store, row.id).phone);
        }
      });
      changed += about.length;
      await yieldToEventLoop();
    }
  });
}

/** The verdict of rows that are not sent because of one of the reasons that the operator can override. */
const KEPT_BACK_BY: ReadonlyMap<string, number> = new Map([
  ['duplicate-in-file', verdicts['duplicate-in-file']],
  ['duplicate-earlier', verdicts['duplicate-earlier']],
  ...[...DO_NOT_CALL_ISSUES].map((code): [string, number] => [code, verdicts['do-not-call']]),
]);

const issuesOf = (row: EditedRow) => (row.issues === null ? [] : readIssues(row.issues));

/** The phone that a row would have with new edits; null if it keeps its phone or would have none. */
function newPhone({ found, checker }: Workshop, row: EditedRow, { edits }: EditChange): string | null {
  if (edits === undefined) return null;
  const cells = parseRecord(row.record, found.inspection.format);
  const { phone } = checker.check(cells, edits === null ? undefined : (JSON.parse(edits) as Record<string, string>));
  return phone === '' || phone === row.phone ? null : phone;
}

function editFor(row: EditedRow, field: string, fix: ReasonFix): EditChange {
  const edits = row.edits === null ? {} : (JSON.parse(row.edits) as Record<string, string>);
  switch (fix.act) {
    case 'leave-out':
      return { decision: 'leave-out' };
    case 'send-anyway':
      return { decision: 'send' };
    case 'clear':
      return { edits: JSON.stringify({ ...edits, [field]: '' }) };
    case 'set':
      return { edits: JSON.stringify({ ...edits, [field]: fix.value }) };
    case 'undo': {
      const { [field]: _, ...rest } = edits;
      return { decision: null, edits: Object.keys(rest).length === 0 ? null : JSON.stringify(rest) };
    }
  }
}

/**
 * For each of these phones, selects the row that is sent after rows have changed (`same-phone.ts`). All other rows with the phone are
 * marked as duplicates, each naming a row, so that all are found from the marked ones. The rows are searched in portions.
 */
async function settlePhones(
  store: Store,
  importId: number,
  phones: readonly (string | null)[],
  newcomer = 0,
): Promise<void> {
  const wanted = new Set(phones.filter((phone) => phone !== null));
  const reason = reasonInUse(store, importId, 'duplicate-in-file');
  if (wanted.size === 0 || reason === undefined) return;
  const groups = new Map<string, Set<number>>();
  for (let after = 0; ; ) {
    const ids = idsByReason(store, importId, reason.id, { after, limit: GROUPED_AT_ONCE });
    for (const id of ids) {
      const row = mustRead(store, id);
      if (row.phone === null || !wanted.has(row.phone)) continue;
      const group = groups.get(row.phone) ?? new Set();
      groups.set(row.phone, group.add(id));
      const named = issuesOf(row).find(({ code }) => code === 'duplicate-in-file');
      if (named !== undefined && namedRow(named) > 0) group.add(rowId(importId, namedRow(named)));
    }
    const last = ids.at(-1);
    if (last === undefined) break;
    after = fromRowId(last).row;
    await yieldToEventLoop();
  }
  for (const [phone, ids] of groups) {
    change(store, importId, () => {
      const rows = [...ids].flatMap((id) => readRow(store, id) ?? []).filter((row) => row.phone === phone);
      settlePhone(store, importId, rows, newcomer);
    });
    if (groups.size > 1) await yieldToEventLoop();
  }
}

/** The first row of the file with each phone, if there is one. The whole import is searched in portions. */
async function firstRows(store: Store, importId: number, phones: readonly string[]): Promise<Map<string, number>> {
  const first = new Map<string, number>();
  const { checkedTo } = getImport(store, importId);
  for (let from = 0; from < checkedTo; from += SCAN_AT_ONCE) {
    const range = { after: rowId(importId, from), below: rowId(importId, from + SCAN_AT_ONCE + 1) };
    for (const { phone, id } of firstWithPhones(store, range, phones)) {
      if (!first.has(phone)) first.set(phone, fromRowId(id).row);
    }
    await yieldToEventLoop();
  }
  return first;
}

function mustRead(store: Store, id: number): EditedRow {
  const row = readRow(store, id);
  if (!row) throw new CommandError('not-found', `There is no row ${fromRowId(id).row}.`);
  return row;
}
