import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { type EnumValue, valueIn } from '../../vendors/leadexec/enumerations.ts';
import { type Field, fieldsOf } from './fields.ts';
import { flagOf, type Members, memberAt, membersOf, rowsOf } from './shown-values.ts';

/** The values of client fields in an edited client, by the field's id. */
export const FIELD_DATA = 'FieldData';

/** A change in the form of its request. */
export interface Written {
  /** The function of the call. */
  readonly call: string;
  readonly path: Members;
  readonly body: unknown;
}

/** The member with the id of a list's rows. */
export const rowIdOf = (kind: RecordKind, list: string): string =>
  fieldsOf(kind).find(({ within, type }) => within === list && type === 'id')?.name ?? '';

/** Lists whose rows are deleted with a flag. In the others, missing rows are deleted. */
export const hasDelete = (kind: RecordKind, list: string): boolean =>
  fieldsOf(kind).some(({ within, name }) => within === list && name === 'Delete');

/**
 * A record in the form in which it can be sent: the documented members with their types. Values that were read in another form are
 * converted: numbers read as texts, flags read as 0 and 1, and missing values where null is not allowed.
 */
export function sendable(kind: RecordKind, record: Members): Members {
  return sentMembers(kind, '', record, record);
}

function sentMembers(kind: RecordKind, list: string, owner: Members, row: Members): Members {
  const members: Record<string, unknown> = {};
  for (const field of fieldsOf(kind)) {
    if (field.within !== list || field.readOnly) continue;
    const value = field.type === 'rows' ? sentRows(kind, field, row) : sentValue(field, memberAt(row, field.name));
    // A value that was read as missing is sent back as such.
    const sent = value === null && field.nullable ? null : (value ?? ownerId(field, owner, row) ?? value);
    if (sent === undefined) continue;
    const [name = '', inner] = field.name.split('.');
    if (inner === undefined) members[name] = sent;
    else if (membersOf(row)[name] === null) members[name] = null;
    else members[name] = { ...membersOf(members[name]), [inner]: sent };
  }
  return members;
}

function sentRows(kind: RecordKind, { path, name, required, nullable }: Field, row: Members): unknown {
  const value = row[name];
  if (value === undefined && !required) return undefined;
  if (value === null && nullable) return null;
  return rowsOf(value).map((one) => sentMembers(kind, path, row, one));
}

/** Rows contain the id of what they belong to, which is filled in for new ones. */
function ownerId({ name, type, within }: Field, owner: Members, row: Members): unknown {
  if (within === '' || type !== 'id' || Number(row[name] ?? 0) !== 0) return undefined;
  if (name === 'DeliveryUID') return owner.ClientDeliveryUID ?? 0;
  return name === 'DeliverySettingUID' || name === 'VendorAccountUID' ? (owner[name] ?? 0) : undefined;
}

const DIGITS = /^\s*-?\d+(?:\.\d+)?\s*$/;

function sentValue({ type, required, nullable, enumeration, within, name, asRead }: Field, value: unknown): unknown {
  const missing = value === undefined || value === null;
  if (missing && within !== '' && type === 'id' && !nullable) return OWNED.has(name) ? undefined : 0;
  if (value === undefined && !required) return undefined;
  // A value that was read as missing is sent back as such; a value that was never given is empty.
  if (value === undefined) return nullable && (type === 'date' || type === 'whole') ? null : nothingOf(type);
  if (value === null) return nullable ? null : nothingOf(type);
  switch (type) {
    case 'number':
    case 'whole':
    case 'id':
      if (value === '') return nullable ? null : 0;
      return typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
    case 'flag':
      return flagOf(value) ?? value;
    case 'choice':
      return named(enumeration, value);
    case 'date':
      return value === '' && nullable ? null : value;
    default:
      return typeof value === 'number' && !asRead ? String(value) : value;
  }
}

function nothingOf(type: Field['type']): unknown {
  if (type === 'flag') return false;
  return type === 'number' || type === 'whole' || type === 'id' ? 0 : '';
}

const OWNED = new Set(['DeliveryUID', 'DeliverySettingUID', 'VendorAccountUID']);

/** One form for each documented value, so that its name and its number are the same. */
function named(enumeration: Field['enumeration'], value: unknown): unknown {
  if (enumeration === null || (typeof value !== 'string' && typeof value !== 'number')) return value;
  const known = valueIn(enumeration, value as EnumValue);
  return known === null ? value : enumeration.numbered ? known.number : known.name;
}

/** The call that creates or changes a record. `base` is the current record, null for a new one. */
export function written(kind: RecordKind, parent: number, base: Members | null, record: Members): Written | null {
  const body = settled(kind, '', base, sendable(kind, record));
  const client = { ClientUID: Number(record.ClientUID ?? 0) || parent };
  switch (kind) {
    case 'clients':
      return { call: 'createModifyClient', path: {}, body: clientBody(base, record, body) };
    case 'clientGroups':
      return { call: 'createModifyClientGroup', path: {}, body };
    case 'accounts':
      return { call: 'createOrModifyDeliveryAccount', path: client, body };
    case 'methods':
      return { call: 'createOrModifyDeliveryMethod', path: client, body };
    case 'orders':
      return { call: 'createOrModifyOrder', path: {}, body };
    case 'listItems':
      return { call: 'createOrModifyListItem', path: { DistributionListUID: parent }, body };
    case 'sources':
      return { call: 'createOrModifyLeadSource', path: {}, body };
    case 'campaigns':
      return { call: 'createOrModifyLeadSourceCampaign', path: {}, body };
    default:
      return null;
  }
}

/**
 * Lists in the form in which they are sent: a row with an unknown id is a new one, and rows removed from a list with a Delete flag are sent
 * with it.
 */
function settled(kind: RecordKind, within: string, base: Members | null, body: Members): Members {
  const lists = fieldsOf(kind).filter((field) => field.type === 'rows' && field.within === within);
  const changed = lists.flatMap((list): [string, unknown][] => {
    const rows = body[list.name];
    if (!Array.isArray(rows)) return [];
    const id = rowIdOf(kind, list.path);
    const there = rowsOf(base === null ? [] : (sendable(kind, { ...base })[list.name] ?? base[list.name]));
    const byId = new Map(there.map((row) => [Number(row[id] ?? 0), row]));
    const kept = rowsOf(rows).map((row) => {
      const before = byId.get(Number(row[id] ?? 0)) ?? null;
      return settled(kind, list.path, before, before === null ? { ...row, [id]: 0 } : row);
    });
    const ids = new Set(kept.map((row) => Number(row[id] ?? 0)));
    const gone = hasDelete(kind, list.path)
      ? there.filter((row) => !ids.has(Number(row[id] ?? 0))).map((row) => ({ ...row, Delete: true }))
      : [];
    return [[list.name, [...kept, ...gone]]];
  });
  return { ...body, ...Object.fromEntries(changed) };
}

const ALWAYS = new Set(['ClientUID', 'DateAdded', 'Status']);

/** A client is patched: unchanged members are left out, except those that each change requires. */
function clientBody(base: Members | null, record: Members, body: Members): Members {
  const before = base === null ? {} : sendable('clients', base);
  const info = Object.entries(body).filter(([name, value]) => {
    if (base === null) return value !== null && (value !== '' || ALWAYS.has(name));
    return ALWAYS.has(name) || (value !== before[name] && !(name === 'Password' && (value ?? '') === ''));
  });
  const data = Object.entries(membersOf(record[FIELD_DATA])).map(([field, value]) => ({
    ClientFieldUID: Number(field),
    Value: value === null ? null : String(value),
  }));
  return { Info: Object.fromEntries(info), ...(data.length > 0 ? { [FIELD_DATA]: data } : {}) };
}
