import type { RowIssue } from '../../../src-preload/contract/index.ts';
import { mayBeWrapped, unwrap } from '../../dialing/check-row/unwrap.ts';
import { placeholderRules, type SaysNothing } from './placeholders.ts';

/** The receiver's field that each column fills; null for none. */
export type ColumnFields = readonly (string | null)[];

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A mapping contains a header that no column has. */
export class NoSuchColumn extends Error {
  override readonly name = 'NoSuchColumn';
}

/** The column for a header, or the third one for `#3`. @throws NoSuchColumn with the existing columns */
export function columnOf(header: string, columns: readonly string[]): number {
  const byName = columns.indexOf(header);
  if (byName >= 0) return byName;
  const loose = columns.findIndex((name) => plain(name) === plain(header) && plain(header) !== '');
  if (loose >= 0) return loose;
  const number = /^#(\d+)$/.exec(header)?.[1];
  if (number !== undefined && Number(number) >= 1 && Number(number) <= columns.length) return Number(number) - 1;
  throw new NoSuchColumn(`There is no column “${header}”. The file has ${columns.join(', ')}.`);
}

/**
 * The field that each column fills: as the operator specified, or else the field with the column's name. If no fields are known, a column
 * fills the field with its own name unless any mapping is given.
 */
export function columnFields(
  columns: readonly string[],
  wanted: readonly { readonly header: string; readonly field: string }[],
  fields: readonly string[],
): ColumnFields {
  const byName = new Map(fields.map((field) => [plain(field), field]));
  const found: (string | null)[] = columns.map((name) => {
    const known = byName.get(plain(name));
    if (known !== undefined) return known;
    return fields.length === 0 && wanted.length === 0 && name !== '' ? name : null;
  });
  for (const { header, field } of wanted) {
    const at = columnOf(header, columns);
    const name = field.trim();
    // An explicit mapping has priority over a column that only has the field's name.
    if (name !== '') {
      for (const [other, filled] of found.entries()) if (other !== at && filled === name) found[other] = null;
    }
    found[at] = name === '' ? null : (byName.get(plain(name)) ?? name);
  }
  return found;
}

/** The fields that every row of a file fills, and a function that returns a row's values in that order. */
export interface RowFields {
  readonly names: readonly string[];
  /** The names from here on have the same value in every row. */
  readonly fixedFrom: number;
  /** Values of the fields; the array is the same for every row. */
  readonly valuesOf: (cells: readonly string[]) => readonly string[];
  /** What was taken out of cells of the row that was last asked for; empty for most rows. */
  readonly removed: () => readonly RowIssue[];
}

/**
 * The values of a row's fields, each cell without what programs wrap around it (`unwrap.ts`) and empty if it only says that there is nothing
 * (`placeholders.ts`), as in a dial list: a receiver would store `="07030"` and `NULL` as they stand. The values of several columns for one
 * field are joined with a space. A fixed value is the same in every row, is used as it was entered, and comes before those of columns.
 */
export function rowFields(
  columns: ColumnFields,
  set: Readonly<Record<string, string>>,
  ruleOf: (name: string) => SaysNothing = placeholderRules([]),
): RowFields {
  const columnsOf = new Map<string, number[]>();
  for (const [at, field] of columns.entries()) {
    if (field === null || Object.hasOwn(set, field)) continue;
    const known = columnsOf.get(field);
    if (known) known.push(at);
    else columnsOf.set(field, [at]);
  }
  const sources = [...columnsOf.values()];
  const names = [...columnsOf.keys(), ...Object.keys(set)];
  const values = [...sources.map(() => ''), ...Object.values(set)];
  const rules = sources.map((_, field) => ruleOf(names[field] ?? ''));
  let removed: RowIssue[] = [];
  const change = (code: RowIssue['code'], field: number, before: string, after: string): string => {
    removed.push({ code, field: names[field] ?? '', severity: 'warning', before, after });
    return after;
  };
  const cellOf = (cell: string, field: number): string => {
    const saysNothing = rules[field];
    if (!mayBeWrapped(cell))
      return saysNothing?.(cell) === true ? change('placeholder-cleared', field, cell, '') : cell;
    const { value, done } = unwrap(cell);
    if (saysNothing?.(value) === true) return change('placeholder-cleared', field, cell, '');
    return done === 0 ? value : change('file-marks', field, cell, value);
  };
  const valuesOf = (cells: readonly string[]) => {
    if (removed.length > 0) removed = [];
    for (let field = 0; field < sources.length; field++) {
      const [first = 0, ...more] = sources[field] ?? [];
      let value = cellOf(cells[first] ?? '', field);
      for (const at of more) value = `${value} ${cellOf(cells[at] ?? '', field)}`.trim();
      values[field] = value;
    }
    return values;
  };
  return { names, fixedFrom: sources.length, valuesOf, removed: () => removed };
}
