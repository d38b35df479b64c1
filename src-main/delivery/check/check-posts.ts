import type { CsvFormat, ReceiverField, RowIssue } from '../../../src-preload/contract/index.ts';
import { cellValue, isNoText, readPhone } from '../../dialing/check-row/index.ts';
import { readCsvFile } from '../../dialing/read-csv/read-file.ts';
import { type CallField, callFieldOf, callIssues } from '../call-fields.ts';
import { createRowChecker, type ExpressionWatch, jsonWriter, type RowChecker } from './check-lead.ts';
import { type ColumnFields, rowFields } from './mapping.ts';
import { placeholderRules, type SaysNothing } from './placeholders.ts';

/** What a check of rows needs. It is passed to the helper thread. */
export interface PostOrder {
  /** The file, or rows with values that were entered or that come from leads. */
  readonly from:
    | {
        readonly path: string;
        readonly format: CsvFormat;
        readonly columns: ColumnFields;
        readonly reference: number | null;
      }
    /** Numbered from the one after `before`. */
    | { readonly rows: readonly PostRow[]; readonly before: number };
  readonly set: Readonly<Record<string, string>>;
  readonly fields: readonly ReceiverField[];
  /** The indices of expressions that are not used: they do not compile, or took too long. */
  readonly without: readonly number[];
  /** The fields that identify a person; empty if there are none. */
  readonly person: { readonly phone: string; readonly email: string };
  /** Whether the leads came from calls, which their fields describe ("Create Call Lead"). */
  readonly calls: boolean;
  /** Rows up to this one have already been delivered. */
  readonly doneTo: number;
}

/** A lead that is not from a file. */
export interface PostRow {
  readonly values: Readonly<Record<string, string>>;
  readonly leadId: number | null;
}

/** A checked row that is not stored yet. */
export interface CheckedPost {
  readonly row: number;
  readonly leadId: number | null;
  /** JSON of the fields as they are posted, because passing a text between threads is much faster than passing an object. */
  readonly fields: string;
  readonly reference: string;
  readonly phone: string;
  readonly email: string;
  readonly issues: readonly RowIssue[];
}

/** The number of rows passed between the threads at once, which takes a few ms on each side. */
const ROWS_A_BATCH = 500;

/**
 * Reads, maps and checks all rows and delivers them in batches, with the bytes of the file read so far. `deliver` is awaited, so that
 * reading is no faster than the receiver. Rejects with `CsvFileError` if the file can't be read, and with the signal's reason. @returns the
 * number of rows
 */
export async function checkPosts(
  order: PostOrder,
  watch: ExpressionWatch,
  deliver: (batch: readonly CheckedPost[], bytes: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  const { from, set, fields, doneTo, person, calls } = order;
  const checker = createRowChecker(fields, { without: new Set(order.without), watch });
  const checkerOf = checkersOf(checker, person, calls);
  const ruleOf = placeholderRules(fields);
  let batch: CheckedPost[] = [];
  const full: (readonly CheckedPost[])[] = [];
  const add = (one: CheckedPost) => {
    if (one.row <= doneTo) return;
    batch.push(one);
    if (batch.length < ROWS_A_BATCH) return;
    full.push(batch);
    batch = [];
  };
  let bytes = 0;
  const handOn = async () => {
    for (const ready of full.splice(0)) await deliver(ready, bytes);
  };
  let rows = 0;
  if ('rows' in from) {
    rows = from.before;
    for (const { values, leadId } of from.rows) {
      signal?.throwIfAborted();
      rows++;
      if (rows > doneTo) {
        const { lead, removed } = leadId === null ? { lead: values, removed: [] } : withoutPlaceholders(values, ruleOf);
        const posted = { ...lead, ...set };
        const one = checkerOf(Object.keys(posted))(rows, Object.values(posted), leadId, '');
        add(removed.length === 0 ? one : { ...one, issues: [...removed, ...one.issues] });
      }
      if (full.length > 0) await handOn();
    }
  } else {
    const { path, format, columns, reference } = from;
    const { names, fixedFrom, valuesOf, removed: removedOf } = rowFields(columns, set, ruleOf);
    const checked = checkerOf(names, fixedFrom);
    const read = await readCsvFile(
      path,
      format,
      ({ number, cells, problem }) => {
        if (number <= doneTo) return;
        const values = valuesOf(cells);
        const removed = [...removedOf()];
        const one = checked(
          number,
          values,
          null,
          reference === null ? '' : referenceOf(cells[reference] ?? '', removed),
        );
        if (problem === null && removed.length === 0) return add(one);
        const unreadable: RowIssue[] =
          problem === null ? [] : [{ code: 'unreadable-row', field: '', severity: 'error', detail: problem }];
        add({ ...one, issues: [...removed, ...one.issues, ...unreadable] });
      },
      {
        onChunk: handOn,
        onBytes: (read) => {
          bytes = read;
        },
        ...(signal === undefined ? {} : { signal }),
      },
    );
    rows = read.records;
  }
  await handOn();
  if (batch.length > 0) await deliver(batch, bytes);
  return rows;
}

/** The reference in a cell; empty if it only says that there is none, which is added to what was removed. */
function referenceOf(cell: string, removed: RowIssue[]): string {
  const value = cellValue(cell);
  if (!isNoText(value, false)) return value;
  removed.push({ code: 'placeholder-cleared', field: 'Reference', severity: 'warning', before: cell, after: '' });
  return '';
}

/** A lead's values as they are posted: what somebody typed is left as it is, but a lead's values came from a vendor or a file. */
function withoutPlaceholders(values: PostRow['values'], ruleOf: (name: string) => SaysNothing) {
  const removed: RowIssue[] = [];
  const lead: Record<string, string> = {};
  for (const [field, value] of Object.entries(values)) {
    const isNothing = ruleOf(field)(value);
    lead[field] = isNothing ? '' : value;
    if (isNothing) removed.push({ code: 'placeholder-cleared', field, severity: 'warning', before: value, after: '' });
  }
  return { lead, removed };
}

/** Creates the check of each row, for rows with the same fields. */
function checkersOf(checker: RowChecker, person: PostOrder['person'], calls: boolean) {
  return (names: readonly string[], fixedFrom = names.length) => {
    const slots = checker.slotsOf(names);
    const write = jsonWriter(slots, fixedFrom);
    const placeOf = (field: string) => slots.findLastIndex(({ name }) => name === field);
    const places = { phone: placeOf(person.phone), email: placeOf(person.email) };
    const callPlaces = calls ? slots.map(({ name }) => callFieldOf(name)) : [];
    return (row: number, given: readonly string[], leadId: number | null, reference: string): CheckedPost => {
      const { values, issues: found } = checker.check(slots, given);
      const issues = calls ? [...found, ...callIssues(saidOfCall(callPlaces, values))] : found;
      const phone = values[places.phone] ?? '';
      return {
        ...{ row, leadId, reference, fields: write(values), issues },
        phone: phone === '' ? '' : (readPhone(phone) ?? ''),
        email: (values[places.email] ?? '').toLowerCase(),
      };
    };
  };
}

/** What a row's values say about its call. */
function saidOfCall(places: readonly (CallField | null)[], values: readonly string[]) {
  const callValues: Partial<Record<CallField, string>> = {};
  for (const [at, field] of places.entries()) if (field !== null) callValues[field] = (values[at] ?? '').trim();
  return callValues;
}
