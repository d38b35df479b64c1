import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { FIELD_DATA, sendable, type Written } from './bodies.ts';
import { isSameValue } from './edits.ts';
import { fieldsOf } from './fields.ts';
import { asKept } from './keep-records.ts';
import { type Members, membersOf } from './shown-values.ts';

/** Members that are written when a client is changed but are in no list that can be read. */
const UNREAD = new Set(['ClientUID', 'Password']);

/**
 * What a record must still be when its edit is sent: all members that the edit sends, with their earlier values. For a client only changed
 * members are sent.
 */
export function expectation(kind: RecordKind, base: Members, { body }: Written): Members {
  const there = sendable(kind, base);
  if (kind !== 'clients') return there;
  const { Info, FieldData } = membersOf(body);
  const info = Object.entries(there).filter(([name]) => Object.hasOwn(membersOf(Info), name) && !UNREAD.has(name));
  if (!Array.isArray(FieldData)) return Object.fromEntries(info);
  const values = membersOf(base[FIELD_DATA]);
  const asked = (FieldData as unknown[]).map((one) => String(membersOf(one).ClientFieldUID));
  return { [FIELD_DATA]: Object.fromEntries(asked.map((field) => [field, values[field] ?? ''])) };
}

/**
 * The labels of fields that are no longer what an edit expects.
 *
 * @param names the names of a client's fields by their number
 */
export function changedSince(
  kind: RecordKind,
  expects: Members,
  record: Members,
  names: ReadonlyMap<string, string>,
): string[] {
  const there = sendable(kind, asKept(kind, record));
  return Object.entries(expects).flatMap(([name, value]) => {
    if (name === FIELD_DATA) {
      const now = membersOf(record[FIELD_DATA]);
      const changed = Object.entries(membersOf(value)).filter(([field, was]) => (now[field] ?? '') !== was);
      return changed.map(([field]) => names.get(field) ?? `field ${field}`);
    }
    if (isSameValue(name, there[name], value)) return [];
    return [fieldsOf(kind).find(({ path }) => path === name)?.label ?? name];
  });
}
