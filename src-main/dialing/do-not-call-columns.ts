import type { DoNotCallColumn, DoNotCallSense } from '../../src-preload/contract/index.ts';
import {
  areaCodeColumns,
  holdsPhone,
  isMadeUp,
  phoneFieldOf,
  readWholePhone,
  suggestMapping,
} from './check-row/index.ts';

/** How the columns of a do-not-call file are read. */
export interface DoNotCallFile {
  /** For each phone of a row, the columns whose cells are joined to form it. */
  readonly phones: readonly (readonly number[])[];
  /** The column of the calling code of the row's phones, or -1. */
  readonly code: number;
  /** The column that says whether the row is added or deleted, or -1. */
  readonly change: number;
  /** The column that says whether the row's person wants no calls at all, if there is one. */
  readonly says: { readonly column: number; readonly sense: DoNotCallSense } | null;
}

const CHANGE_NAMES =
  /\b(?:a d|ad|add|delete|deleted|remove|flag|action|change|type|op|operation|code|indicator|status|record|transaction)\b/;
const CHANGE =
  /^(?:a|d|add|added|addition|adds|new|insert|i|delete|deleted|deletion|del|remove|removed|rem|drop|dropped|expired?|c|change|\+|-)$/i;
const DELETE = /^(?:d|delete|deleted|deletion|del|remove|removed|rem|drop|dropped|expired?|-)$/i;

/** Whether a row of a change list deletes its number. Any other value adds it. */
export const isDeletion = (cell: string): boolean => DELETE.test(cell.trim());

const share = (values: readonly string[], test: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

const digits = (value: string): number => value.replace(/\D/g, '').length;

/** Determines how a do-not-call file is read, from its column names and first rows. */
export function doNotCallFile(columns: readonly string[], rows: readonly (readonly string[])[]): DoNotCallFile {
  const samples = columns.map((_, at) => rows.map((cells) => (cells[at] ?? '').trim()).filter((cell) => cell !== ''));
  const cells = (at: number) => samples[at] ?? [];
  const { mapping } = suggestMapping(columns, rows);
  const change = columns.findIndex((header, at) => {
    const name = header
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim();
    if (share(cells(at), (cell) => CHANGE.test(cell)) < 0.9) return false;
    return (
      CHANGE_NAMES.test(name) ||
      (isMadeUp(header) && share(cells(at), (cell) => /^(?:a|d|add|del|delete)$/i.test(cell)) === 1)
    );
  });
  const code = mapping.targets.phone_code?.from[0] ?? -1;
  const phones: number[][] = [];
  const used = new Set<number>([change, code]);
  const areas = columns.flatMap((header, at) =>
    isMadeUp(header) && share(cells(at), (cell) => /^\(?[2-9]\d\d\)?$/.test(cell)) > 0.9 ? [at] : [],
  );
  for (const area of new Set([...areaCodeColumns(columns, samples), ...areas])) {
    const parts = partsBeside(area, cells, columns.length);
    if (parts === null || parts.some((at) => used.has(at))) continue;
    for (const at of parts) used.add(at);
    phones.push(parts);
  }
  for (const at of columns.keys()) {
    if (used.has(at)) continue;
    const header = columns[at] ?? '';
    const whole = share(cells(at), (cell) => !('why' in readWholePhone(cell)));
    const loosely = share(cells(at), (cell) => holdsPhone(cell) && digits(cell) >= 7);
    // A column with an unmistakable name is used even if it is empty or contains no complete number. Its rows report that.
    const named = phoneFieldOf(header) !== undefined;
    if (named ? cells(at).length === 0 || loosely >= 0.25 : whole >= 0.5 || (columns.length === 1 && loosely > 0))
      phones.push([at]);
    else if (isMadeUp(header) && share(cells(at), (cell) => /^\d{3}[-. ]?\d{4}$/.test(cell)) >= 0.9) phones.push([at]);
  }
  const says = (mapping.doNotCall ?? []).find(({ sense }: DoNotCallColumn) => sense !== 'words-alone') ?? null;
  return { phones: phones.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)), code, change, says };
}

/** The columns of the number beside an area code: seven digits, or an exchange and a line. */
function partsBeside(area: number, cells: (at: number) => readonly string[], count: number): number[] | null {
  const holdsSeven = (at: number) => share(cells(at), (cell) => digits(cell) === 7) >= 0.75;
  for (const at of [area + 1, area - 1, ...Array.from({ length: count }, (_, i) => i)]) {
    if (at !== area && holdsSeven(at)) return [area, at];
  }
  const exchange = share(cells(area + 1), (cell) => /^\d{3}$/.test(cell)) >= 0.75;
  const line = share(cells(area + 2), (cell) => /^\d{4}$/.test(cell)) >= 0.75;
  return exchange && line ? [area, area + 1, area + 2] : null;
}
