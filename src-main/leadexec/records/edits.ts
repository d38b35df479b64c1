import { isDeepStrictEqual } from 'node:util';
import type { RecordEdit, RecordKind } from '../../../src-preload/contract/index.ts';
import { FIELD_DATA, rowIdOf, sendable } from './bodies.ts';
import { type Field, fieldsOf } from './fields.ts';
import { KINDS } from './kinds.ts';
import { type Members, memberAt, membersOf, rowsOf, shownMember } from './shown-values.ts';

export interface Change {
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}
export interface Problem {
  readonly field: string;
  readonly problem: string;
}

/** The message for an edit of a field that no call writes. */
const NO_CALL = 'LeadExec’s API can’t change this field.';

/** Applies an edit to a record. @returns the record, and the parts of the edit that aren't possible */
export function applyEdit(
  kind: RecordKind,
  record: Members,
  edit: RecordEdit,
): { readonly record: Members; readonly problems: readonly Problem[] } {
  const edited: Record<string, unknown> = { ...record };
  const problems: Problem[] = [];
  for (const { field: path, value } of edit) {
    const field = editedField(kind, path);
    if (field === null) problems.push({ field: path, problem: `Unknown field of a ${KINDS[kind].what}.` });
    else if (field.readOnly) problems.push({ field: path, problem: NO_CALL });
    else if (field.name === KINDS[kind].id) problems.push({ field: path, problem: 'The ID can’t be changed.' });
    else {
      const wrong = problemOf(field, value);
      if (wrong !== null) problems.push({ field: path, problem: wrong });
      const [name = '', inner] = path.split('.');
      edited[name] = inner === undefined ? value : { ...membersOf(edited[name]), [inner]: value };
    }
  }
  return { record: edited, problems };
}

/** An editable field by its path: one of a record's own, a whole list, or the value of a client field. */
function editedField(kind: RecordKind, path: string): Field | null {
  const known = fieldsOf(kind).find((field) => field.within === '' && field.path === path);
  if (known !== undefined) return known;
  const [notes] = kind === 'clients' && /^FieldData\.\d+$/.test(path) ? fieldsOf('clients') : [];
  if (notes === undefined) return null;
  return {
    ...notes,
    path,
    name: path,
    label: `Field ${path.slice(FIELD_DATA.length + 1)}`,
    type: 'text',
    nullable: true,
  };
}

function problemOf({ type, nullable, least }: Field, value: unknown): string | null {
  if (value === null) return nullable || type === 'rows' ? null : 'Can’t be empty.';
  if (type === 'rows') return Array.isArray(value) ? null : 'Must be a list.';
  if (type === 'flag') return typeof value === 'boolean' ? null : 'Must be yes or no.';
  if (type === 'number' || type === 'whole' || type === 'id') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'Must be a number.';
    if (type !== 'number' && !Number.isInteger(value)) return 'Must be a whole number.';
    const low = type === 'id' ? 0 : least;
    return low !== null && value < low ? `Must be ${low} or more.` : null;
  }
  return typeof value === 'string' || (type === 'choice' && typeof value === 'number') ? null : 'Must be text.';
}

/** Whether two records have the same value of a field, in any form. */
export function isSame(kind: RecordKind, path: string, one: Members, other: Members): boolean {
  if (path.startsWith(`${FIELD_DATA}.`)) return (memberAt(one, path) ?? '') === (memberAt(other, path) ?? '');
  return isDeepStrictEqual(memberAt(sendable(kind, one), path), memberAt(sendable(kind, other), path));
}

/** The same for two reads: another form of a missing value is not a change, nor is another order of rows where it decides nothing. */
export function isSameRead(kind: RecordKind, path: string, one: Members, other: Members): boolean {
  if (isSame(kind, path, one, other)) return true;
  if (path.startsWith(`${FIELD_DATA}.`)) return false;
  return isSameValue(path, memberAt(sendable(kind, one), path), memberAt(sendable(kind, other), path));
}

/** Lists whose rows mean the same in any order. In the others, the order is what is sent, filled or read first, and somebody’s work. */
const ANY_ORDER: ReadonlySet<string> = new Set(['DeliveryDays']);

/** Whether the order of a list's rows is somebody's work. */
export const hasOrder = (list: string): boolean => !ANY_ORDER.has(list);

/** Whether two values of a member that were read are the same. A missing member says nothing. */
export function isSameValue(name: string, one: unknown, other: unknown): boolean {
  if (isNothing(one) && isNothing(other)) return true;
  return isDeepStrictEqual(comparable(name, one), comparable(name, other));
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function comparable(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const rows = value.map((one) => JSON.stringify(comparable('', one)));
    return ANY_ORDER.has(name) ? rows.sort() : rows;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => !isNothing(member));
  return Object.fromEntries(
    members.map(([inner, member]) => [inner, comparable(inner, member)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The top-level fields of a kind that can be sent. */
export const sentFields = (kind: RecordKind): readonly Field[] =>
  fieldsOf(kind).filter(({ within, readOnly }) => within === '' && !readOnly);

/** The differences between two records by field and row, in words. */
export function changesBetween(
  kind: RecordKind,
  before: Members,
  after: Members,
  paths: readonly string[] = sentFields(kind).map(({ path }) => path),
): Change[] {
  return paths.flatMap((path) => {
    const field = editedField(kind, path);
    if (field === null || isSame(kind, path, before, after)) return [];
    if (field.type !== 'rows') return [changeOf(field, memberAt(before, path), memberAt(after, path), field.label)];
    return rowChanges(kind, field, sendable(kind, before)[path], sendable(kind, after)[path], field.label, path);
  });
}

function changeOf(field: Field, before: unknown, after: unknown, label: string, path = field.path): Change {
  if (field.secret) return { field: path, label, before: 'hidden', after: 'new value, hidden' };
  return { field: path, label, before: valueText(field, before), after: valueText(field, after) };
}

/** A value as text. Dates keep the form in which they are received and sent. */
export function valueText(field: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field.type === 'rows') return rowsOf(value).length === 1 ? '1 row' : `${rowsOf(value).length} rows`;
  if (field.secret) return 'hidden';
  const shown = field.type === 'date' ? String(value) : shownMember({ ...field, type: field.type }, value);
  return shown === true ? 'Yes' : shown === false ? 'No' : String(shown ?? '');
}

function rowChanges(
  kind: RecordKind,
  list: Field,
  before: unknown,
  after: unknown,
  label: string,
  top: string,
): Change[] {
  const id = rowIdOf(kind, list.path);
  const [rows, others] = [rowsOf(before), rowsOf(after)];
  const fields = fieldsOf(kind).filter(({ within }) => within === list.path);
  const idOf = (row: Members) => Number(row[id] ?? 0);
  const text = (row: Members) => rowText(fields, id, row);
  const changed = others.flatMap((row, at): Change[] => {
    const there = idOf(row) === 0 ? undefined : rows.find((one) => idOf(one) === idOf(row));
    const name = `${label} row ${at + 1}`;
    if (there === undefined) return [{ field: top, label: `${name} (added)`, before: '', after: text(row) }];
    return fields.flatMap((field) => {
      if (isDeepStrictEqual(there[field.name], row[field.name])) return [];
      if (field.type !== 'rows')
        return [changeOf(field, there[field.name], row[field.name], `${name}: ${field.label}`, top)];
      return rowChanges(kind, field, there[field.name], row[field.name], `${name}: ${field.label}`, top);
    });
  });
  const removed = rows
    .filter((row) => !others.some((one) => idOf(one) === idOf(row)))
    .map((row) => ({ field: top, label: `${label} (row removed)`, before: text(row), after: '' }));
  const all = [...changed, ...removed];
  // The same rows in another order.
  return all.length > 0 ? all : [{ field: top, label, before: 'previous order', after: 'new order' }];
}

function rowText(fields: readonly Field[], id: string, row: Members): string {
  return fields
    .filter(({ name, type }) => name !== id && name !== 'Delete' && (type !== 'id' || Number(row[name] ?? 0) !== 0))
    .map((field) => [field.label, valueText(field, row[field.name])])
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}`)
    .join('; ');
}

/** The label of a field, and its value in a record as text; a list by rows. */
export function fieldText(
  kind: RecordKind,
  path: string,
): { readonly label: string; readonly text: (record: Members) => string } {
  const field = editedField(kind, path);
  if (field === null) return { label: path, text: () => '' };
  if (field.type !== 'rows') return { label: field.label, text: (record) => valueText(field, memberAt(record, path)) };
  const fields = fieldsOf(kind).filter(({ within }) => within === field.path);
  const id = rowIdOf(kind, field.path);
  return {
    label: field.label,
    text: (record) =>
      rowsOf(sendable(kind, record)[path])
        .map((row) => rowText(fields, id, row))
        .join('\n'),
  };
}
