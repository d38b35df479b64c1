import type { RecordKind, RecordValue } from '../../../src-preload/contract/index.ts';
import { instantIn } from '../../vendors/leadexec/dates.ts';
import { type EnumValue, shownValue } from '../../vendors/leadexec/enumerations.ts';
import { type Field, fieldsOf } from './fields.ts';

export type Members = Readonly<Record<string, unknown>>;
export type Values = Readonly<Record<string, RecordValue>>;

/** The longest text that a list shows. */
const LONGEST = 300;

export const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
export const rowsOf = (value: unknown): readonly Members[] =>
  Array.isArray(value) ? (value as unknown[]).map(membersOf) : [];

/** A member of a record by its path: `Validation.DNC`. */
export const memberAt = (record: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((some, name) => (Array.isArray(some) ? undefined : membersOf(some)[name]), record);

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Whether a number can be that of a record. */
export const isId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;

const numberOf = (value: unknown): number | null =>
  isScalar(value) && String(value).trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null;

/** `true` and `false` in any form: also 1, 0 and texts; null for anything else. */
export const flagOf = (value: unknown): boolean | null =>
  /^(?:true|1)$/i.test(String(value)) ? true : /^(?:false|0)$/i.test(String(value)) ? false : null;

/** A member as lists show it. A value that doesn't match its type is shown as received. */
export function shownMember({ type, name, enumeration }: Field, value: unknown): RecordValue {
  if (!isScalar(value)) return null;
  switch (type) {
    case 'number':
    case 'whole':
    case 'id':
      return numberOf(value) ?? String(value).slice(0, LONGEST);
    case 'flag':
      return flagOf(value) ?? String(value).slice(0, LONGEST);
    case 'choice':
      return enumeration === null || typeof value === 'boolean'
        ? String(value)
        : shownValue(enumeration, value as EnumValue);
    // Of the dates in records, only DateAdded is Pacific Time according to the document's text.
    case 'date':
      return instantIn(String(value), name === 'DateAdded' ? 'pacific' : 'unsaid');
    default:
      return String(value).slice(0, LONGEST);
  }
}

/** The values of a record that lists show and filter by. `DeliveryDetails` of accounts and `Items` of lists are still included. */
export function shownValues(kind: RecordKind, record: Members): Values {
  const all = { ...record, ...COMPUTED[kind]?.(record) };
  return Object.fromEntries(
    fieldsOf(kind)
      .filter(({ listed }) => listed)
      .map((field) => [field.path, shownMember(field, memberAt(all, field.path))]),
  );
}

const COMPUTED: Partial<Record<RecordKind, (record: Members) => Members>> = {
  accounts: ({ DeliveryDetails, Criteria }) => {
    const { LeadTypeUID, Name } = membersOf(DeliveryDetails);
    return { LeadTypeUID, MethodName: Name, CriteriaCount: rowsOf(Criteria).length };
  },
  orders: ({ Qty, SentQty, PriceTotal, SentPriceTotal }) => {
    const byDollars = numberOf(Qty) === null;
    const of = numberOf(byDollars ? PriceTotal : Qty) ?? 0;
    const sent = numberOf(byDollars ? SentPriceTotal : SentQty) ?? 0;
    return { Filled: of > 0 ? sent / of : null };
  },
  lists: ({ Items }) => ({ ItemCount: rowsOf(Items).length }),
};
