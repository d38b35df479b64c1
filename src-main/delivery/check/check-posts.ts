import type { CsvFormat, ReceiverField, RowIssue } from '../../../src-preload/contract/index.ts';
import { readPhone } from '../../dialing/check-row/index.ts';
import { readCsvFile } from '../../dialing/read-csv/read-file.ts';
import { type CallField, callFieldOf, callIssues } from '../call-fields.ts';
import { createRowChecker, type ExpressionWatch, jsonWriter, type RowChecker } from './check-lead.ts';
import { type ColumnFields, rowFields } from './mapping.ts';

/** What a check of rows needs to know; crosses into the helper's thread. */
export interface PostOrder {
  /** The file, or rows of values that are typed in or come of leads. */
  readonly from:
    | {
        readonly path: string;
        readonly format: CsvFormat;
        readonly columns: ColumnFields;
        readonly reference: number | null;
      }
    /** Numbered from the one behind `before`. */
    | { readonly rows: readonly PostRow[]; readonly before: number };
  readonly set: Readonly<Record<string, string>>;
  readonly fields: readonly ReceiverField[];
  /** Places of expressions that are not used: they do not compile, or took too long. */
  readonly without: readonly number[];
  /** The fields by which a person is known; empty for none. */
  readonly person: { readonly phone: string; readonly email: string };
  /** Whether the leads came by calls, which their fields tell ("Create Call Lead"). */
  readonly calls: boolean;
  /** Rows up to this one have been handed on. */
  readonly doneTo: number;
}

/** A lead that comes of no file. */
export interface PostRow {
  readonly values: Readonly<Record<string, string>>;
  readonly leadId: number | null;
}

/** A checked row on its way to the store. */
export interface CheckedPost {
  readonly row: number;
  readonly leadId: number | null;
  /** JSON of the fields as they are posted: a text crosses between threads at a fraction of what an object costs. */
  readonly fields: string;
  readonly reference: string;
  readonly phone: string;
  readonly email: string;
  readonly issues: readonly RowIssue[];
}

/** What crosses between the threads in one go: a few ms at either end. */
const ROWS_A_BATCH = 500;

/**
 * Reads, maps and checks all rows and hands them on in batches, with the bytes of the file read so far; `deliver` is awaited, so that who takes them
 * sets the pace. Rejects with `CsvFileError` where the file can't be read, and with the signal's reason. @returns how many rows there are
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
        const lead = { ...values, ...set };
        add(checkerOf(Object.keys(lead))(rows, Object.values(lead), leadId, ''));
      }
      if (full.length > 0) await handOn();
    }
  } else {
    const { path, format, columns, reference } = from;
    const { names, valuesOf } = rowFields(columns, set);
    const checked = checkerOf(names);
    const read = await readCsvFile(
      path,
      format,
      ({ number, cells, problem }) => {
        if (number <= doneTo) return;
        const one = checked(number, valuesOf(cells), null, reference === null ? '' : (cells[reference] ?? '').trim());
        const unreadable: RowIssue = {
          code: 'unreadable-row',
          field: '',
          severity: 'error',
          ...(problem === null ? {} : { detail: problem }),
        };
        add(problem === null ? one : { ...one, issues: [...one.issues, unreadable] });
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

/** Makes, for rows that have the same fields, what checks each of them. */
function checkersOf(checker: RowChecker, person: PostOrder['person'], calls: boolean) {
  return (names: readonly string[]) => {
    const slots = checker.slotsOf(names);
    const write = jsonWriter(slots);
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

/** What the values of a row tell of its call. */
function saidOfCall(places: readonly (CallField | null)[], values: readonly string[]) {
  const said: Partial<Record<CallField, string>> = {};
  for (const [at, field] of places.entries()) if (field !== null) said[field] = (values[at] ?? '').trim();
  return said;
}
