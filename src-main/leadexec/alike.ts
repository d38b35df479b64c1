import type { RecordKind } from '../../src-preload/contract/index.ts';
import { instantIn } from '../vendors/leadexec/dates.ts';
import { type EnumValue, valueIn } from '../vendors/leadexec/enumerations.ts';
import { type Field, fieldsOf } from './records/fields.ts';
import { flagOf } from './records/shown-values.ts';

type Record_ = Readonly<Record<string, unknown>>;

/** Whether a record was created or changed by what was sent. */
export type SentAs = 'new' | 'changed';

const objectOf = (value: unknown): Record_ | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record_) : null;

/** Members that hold an id, where 0 is none. */
const isId = (name: string): boolean => /UID$|^(?:AlternatePosting|AssignedClient|DefaultClient)$/.test(name);

/** Nothing: null, an empty text and what is missing are one to the vendor, and 0 of an id. Of a maximum 0 and null are not. */
const isNothing = (name: string, value: unknown): boolean =>
  value === null || value === undefined || value === '' || (isId(name) && (value === 0 || value === '0'));

/** Whether two values of a field are the same, in whatever form the one that was read came. */
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
      // A vendor that trims what it is given has created it nevertheless: it must not be created twice. A change of blanks is a change.
      return as === 'new' && String(sent).trim() === String(read).trim();
  }
}

/** An id of 0 in a new record, or in a row of one, is given by the vendor: what it was given is not known. */
const isGiven = (name: string, value: unknown): boolean => /UID$/.test(name) && value === 0;

/**
 * The members in which a record of a kind that was read differs from what was sent. Only what was sent counts: a record has more. Lists are
 * compared row by row, whatever their order, without rows that were to be deleted. Of a record that was `changed` an id of 0 is none.
 */
export function differences(kind: RecordKind, sent: unknown, read: unknown, as: SentAs = 'new'): string[] {
  return differencesAt(fieldsOf(kind), '', sent, read, as);
}

function differencesAt(fields: readonly Field[], within: string, sent: unknown, read: unknown, as: SentAs): string[] {
  const [body, record] = [objectOf(sent), objectOf(read)];
  if (body === null || record === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if ((as === 'new' && isGiven(name, value)) || name === 'Delete' || value === undefined) return [];
    const there = record[name];
    const path = `${within}${name}`;
    if (Array.isArray(value)) return isSameList(fields, `${path}.`, value, there) ? [] : [name];
    if (objectOf(value) !== null)
      return differencesAt(fields, `${path}.`, value, there ?? {}, as).map((inner) => `${name}.${inner}`);
    const field = fields.find((one) => one.path === path);
    return isSameValue(field, name, value, there, as) ? [] : [name];
  });
}

function isSameList(fields: readonly Field[], within: string, sent: readonly unknown[], read: unknown): boolean {
  const left = Array.isArray(read) ? [...(read as unknown[])] : [];
  const rows = sent.filter((row) => objectOf(row)?.Delete !== true);
  if (rows.length !== left.length) return false;
  return rows.every((row) => {
    const at = left.findIndex((other) =>
      objectOf(row) === null
        ? isSameValue(undefined, '', row, other, 'new')
        : differencesAt(fields, within, row, other, 'new').length === 0,
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
