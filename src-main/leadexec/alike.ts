import type { RecordKind } from '../../src-preload/contract/index.ts';
import { REMOVED } from '../../src-preload/contract/removed.ts';
import { instantIn } from '../vendors/leadexec/dates.ts';
import { type EnumValue, valueIn } from '../vendors/leadexec/enumerations.ts';
import { type Field, fieldsOf } from './records/fields.ts';
import { flagOf, membersOf } from './records/shown-values.ts';

type Record_ = Readonly<Record<string, unknown>>;

/** Whether a record was created or changed by a request. */
export type SentAs = 'new' | 'changed';
/** Whether the rows of a list may be in any order: a vendor may store them in its own. */
export type RowOrder = 'any' | 'as-sent';

interface Comparison {
  readonly as: SentAs;
  readonly order: RowOrder;
}

const objectOf = (value: unknown): Record_ | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record_) : null;

/** Members with an id, in which 0 means none. */
const isId = (name: string): boolean => /UID$|^(?:AlternatePosting|AssignedClient|DefaultClient)$/.test(name);

/** Missing values: to the vendor null, an empty text and a missing member are the same, and 0 in an id. In a maximum 0 and null differ. */
const isNothing = (name: string, value: unknown): boolean =>
  value === null || value === undefined || value === '' || (isId(name) && (value === 0 || value === '0'));

/** Whether two values of a field are the same, in whatever form the one was read. */
function isSameValue(field: Field | undefined, name: string, sent: unknown, read: unknown, as: SentAs): boolean {
  const nothing = [isNothing(name, sent), isNothing(name, read)];
  if (nothing.includes(true)) return nothing.every(Boolean);
  if (sent === read || String(sent) === String(read)) return true;
  switch (field?.type) {
    case 'choice': {
      const known = field.enumeration === null ? null : valueIn(field.enumeration, sent as EnumValue);
      return known !== null && field.enumeration !== null && known === valueIn(field.enumeration, read as EnumValue);
    }
    case 'flag':
      return flagOf(sent) !== null && flagOf(sent) === flagOf(read);
    case 'date': {
      const at = instantIn(String(sent), 'utc');
      return at !== null && at === instantIn(String(read), 'utc');
    }
    case 'number':
    case 'whole':
    case 'id':
      return !Number.isNaN(Number(sent)) && Number(sent) === Number(read);
    default:
      // A vendor that trims a value has still created the record, which must not be created twice. For a change, white space counts.
      return as === 'new' && String(sent).trim() === String(read).trim();
  }
}

/** An id of 0 in a new record, or in its rows, is assigned by the vendor and not known before. */
const isGiven = (name: string, value: unknown): boolean => /UID$/.test(name) && value === 0;

/**
 * The members in which a record that was read differs from what was sent. Only sent members count, because a record has more. Lists are
 * compared row by row, without rows that were to be deleted. In a record that was `changed`, an id of 0 means none.
 */
export function differences(
  kind: RecordKind,
  sent: unknown,
  read: unknown,
  as: SentAs = 'new',
  order: RowOrder = 'any',
): string[] {
  return differencesAt(fieldsOf(kind), '', sent, read, { as, order });
}

/** The same for a stored request, in which each password is the same placeholder and can't be compared. */
export const visibleDifferences = (kind: RecordKind, sent: unknown, read: unknown, as: SentAs = 'new'): string[] =>
  differences(kind, sent, read, as).filter((name) => membersOf(sent)[name] !== REMOVED);

function differencesAt(
  fields: readonly Field[],
  within: string,
  sent: unknown,
  read: unknown,
  how: Comparison,
): string[] {
  const [body, record] = [objectOf(sent), objectOf(read)];
  if (body === null || record === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if ((how.as === 'new' && isGiven(name, value)) || name === 'Delete' || value === undefined) return [];
    const there = record[name];
    const path = `${within}${name}`;
    if (Array.isArray(value)) return isSameList(fields, `${path}.`, value, there, how.order) ? [] : [name];
    if (objectOf(value) !== null)
      return differencesAt(fields, `${path}.`, value, there ?? {}, how).map((inner) => `${name}.${inner}`);
    const field = fields.find((one) => one.path === path);
    return isSameValue(field, name, value, there, how.as) ? [] : [name];
  });
}

function isSameList(
  fields: readonly Field[],
  within: string,
  sent: readonly unknown[],
  read: unknown,
  order: RowOrder,
): boolean {
  const left = Array.isArray(read) ? [...(read as unknown[])] : [];
  const rows = sent.filter((row) => objectOf(row)?.Delete !== true);
  if (rows.length !== left.length) return false;
  const isAlike = (row: unknown, other: unknown): boolean =>
    objectOf(row) === null
      ? isSameValue(undefined, '', row, other, 'new')
      : differencesAt(fields, within, row, other, { as: 'new', order }).length === 0;
  if (order === 'as-sent') return rows.every((row, at) => isAlike(row, left[at]));
  return rows.every((row) => {
    const at = left.findIndex((other) => isAlike(row, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
