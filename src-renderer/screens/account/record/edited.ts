import type { RecordField } from '../../../../src-preload/contract/index.ts';
import type { Draft, EditValue, Members } from '../../../state/account-record.ts';

/** A member of a record by its path: `Validation.DNC`. */
export function memberAt(record: Members, path: string): unknown {
  let value: unknown = record;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as Members)[name];
  }
  return value;
}

/** The current value of a field: as edited, otherwise as read. */
export const valueAt = (record: Members, draft: Draft, path: string): unknown =>
  Object.hasOwn(draft, path) ? draft[path] : memberAt(record, path);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The draft with another value of a field. A field with the value that was read is not an edit. */
export function edited(record: Members, draft: Draft, path: string, value: EditValue): Draft {
  const { [path]: _, ...rest } = draft;
  const before = memberAt(record, path);
  // Empty text is no change if nothing was read.
  const isNothing = (before === undefined || before === null) && value === '';
  return isNothing || same(before, value) ? rest : { ...rest, [path]: value };
}

/** The fields of a form, grouped by how they are displayed. */
export interface FormFields {
  /** Fields with a single value that can be edited. */
  readonly own: readonly RecordField[];
  /** Fields that can be edited and have rows. */
  readonly lists: readonly RecordField[];
  readonly deprecated: readonly RecordField[];
  /** Fields that can't be edited. */
  readonly shown: readonly RecordField[];
}

/** The fields of a record's form. Fields of rows belong to their list. `own` excludes the record's number and its parent. */
export function formFields(fields: readonly RecordField[], idPath: string): FormFields {
  const lists = fields.filter(({ type }) => type === 'rows').map(({ path }) => path);
  const top = fields.filter(({ path }) => !lists.some((list) => path.startsWith(`${list}.`)));
  const isShown = ({ readOnly, fixed, path }: RecordField) => readOnly || fixed || path === idPath;
  const written = top.filter((field) => !isShown(field));
  return {
    own: written.filter(({ type, deprecated }) => type !== 'rows' && !deprecated),
    lists: top.filter(({ type }) => type === 'rows'),
    deprecated: written.filter(({ deprecated, type }) => deprecated && type !== 'rows'),
    shown: top.filter((field) => isShown(field) && field.type !== 'rows' && !field.deprecated),
  };
}

/** The fields of the rows of a list. */
export const rowFields = (fields: readonly RecordField[], list: string): readonly RecordField[] =>
  fields.filter(({ path }) => path.startsWith(`${list}.`) && !path.slice(list.length + 1).includes('.'));

/** The index of a value among the documented choices, or that it isn't one of them. */
export function choiceAt({ choices }: RecordField, raw: unknown): number | null {
  if (raw === null || raw === undefined || raw === '') return null;
  const text = String(raw)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const byName = choices.findIndex(({ name }) => name.toLowerCase().replace(/[^a-z0-9]/g, '') === text);
  if (byName >= 0) return byName;
  const byNumber = choices.findIndex(({ number }) => number !== null && String(number) === text);
  return byNumber >= 0 ? byNumber : null;
}

export const rowsAt = (value: unknown): readonly Members[] =>
  Array.isArray(value) ? value.filter((one): one is Members => typeof one === 'object' && one !== null) : [];

/** The rows without those marked for deletion. A row that is left out of a list is removed from it, which the review shows first. */
export const keptOf = (rows: readonly Members[]): Members[] =>
  rows
    .filter(({ Delete }) => Delete !== true)
    .map((row) => {
      const { FieldMappings } = row;
      return Array.isArray(FieldMappings) ? { ...row, FieldMappings: keptOf(rowsAt(FieldMappings)) } : row;
    });

/** The draft in the form in which it is sent. */
export const sentDraft = (draft: Draft): Draft =>
  Object.fromEntries(
    Object.entries(draft).map(([path, value]) => [
      path,
      Array.isArray(value) ? (keptOf(value as Members[]) as EditValue) : value,
    ]),
  );
