import type { RecordField, RecordKind, RecordValue } from '../../../../src-preload/contract/index.ts';
import { formatBrief, formatExact, formatNumber, formatShare } from '../../../ui/format.ts';
import { choiceWords } from '../choice-words.ts';

/** An amount of dollars. */
export const moneyText = (amount: number): string => money.format(amount);

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

const MONEY: ReadonlySet<string> = new Set([
  'Price',
  'PriceTotal',
  'SentPriceTotal',
  'LeadPrice',
  'RevenueShareFlatRate',
]);
/** Maximums of accounts, where -1 means no maximum. */
const MAXES: ReadonlySet<string> = new Set(['HourMax', 'DayMax', 'WeekMax', 'MonthMax']);

/** The name of a record by its id, if it is known. */
export type NameOf = (kind: RecordKind, id: number) => string | undefined;

/** The text of a value in lists. */
export function shownText(field: RecordField, value: RecordValue | undefined, nameOf: NameOf, now: number): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return field.type === 'choice' ? choiceWords(value) : value;
  if (field.type === 'date') return formatBrief(value, now);
  if (field.path === 'Filled') return formatShare(value, 1);
  if (field.type === 'id')
    return (field.of === null ? undefined : nameOf(field.of, value)) ?? (value === 0 ? '' : String(value));
  if (MONEY.has(field.path)) return money.format(value);
  if (MAXES.has(field.path) && field.least === -1) return maxText(value);
  return Number.isInteger(value) ? formatNumber(value) : String(value);
}

/** No maximum is displayed in one way, however LeadExec writes it: here -1 means none, and 0 allows nothing. */
export const maxText = (value: number): string =>
  value < 0 ? 'No max' : value === 0 ? 'None allowed' : formatNumber(value);

/** A value that is there as a text, such as one that will be sent, as lists show it. */
export function writtenText(path: string, text: string): string {
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) return choiceWords(text);
  return MONEY.has(path) ? money.format(number) : MAXES.has(path) ? maxText(number) : text;
}

/** The complete text, for the tooltip. */
export const fullText = (field: RecordField, value: RecordValue | undefined, nameOf: NameOf, now: number): string =>
  field.type === 'date' && typeof value === 'number' ? formatExact(value) : shownText(field, value, nameOf, now);

/** Whether a column is right-aligned. */
const isNumeric = (field: RecordField): boolean => field.type === 'number' || field.type === 'whole';

/** A column of a list: a field, or text made from several fields. */
export interface ListColumn {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly end: boolean;
  readonly field: RecordField | null;
  /** The text of a column that is not a field. */
  readonly text?: (values: Readonly<Record<string, RecordValue>>, now: number) => string;
}

/** Shorter titles for narrow columns. */
const TITLES: Readonly<Record<string, string>> = {
  ClientName: 'Client',
  DeliveryAccountAutomationType: 'Automation',
  useOrder: 'Needs order',
  DayMax: 'Daily max',
  MaxSell: 'Max sales',
  SentPriceTotal: 'Sent, $',
  PriceTotal: 'Ordered, $',
  LeadPrice: 'Price',
  LPVendorUID: 'VID',
  VendorAccountUID: 'AID',
};
const WIDTHS: Readonly<Record<string, number>> = {
  ...{ Filled: 68, SentQty: 60, Qty: 72, Priority: 72, Renewal: 124, AccountType: 88 },
  ...{ State: 64, City: 112, Phone: 128, Email: 176, Tag1: 104, Tag2: 104 },
};

/** The column of a field. The record's own number is first, and narrow. */
export function fieldColumn(field: RecordField, isFirst: boolean): ListColumn {
  const own = isFirst && field.type === 'id';
  return {
    id: field.path,
    title: TITLES[field.path] ?? (own ? 'Number' : field.label),
    width: own ? 76 : (WIDTHS[field.path] ?? widthOf(field)),
    // A record's own number isn't shown by its name, which has a column of its own.
    ...{ end: isNumeric(field), field: own ? { ...field, of: null } : field },
  };
}

/** The initial width of a column, px. */
function widthOf(field: RecordField): number {
  if (field.type === 'flag') return 84;
  if (field.type === 'date') return 116;
  if (isNumeric(field)) return 88;
  if (field.type === 'id') return field.of === null ? 84 : 112;
  return field.type === 'choice' ? 104 : field.path === 'ClientName' ? 124 : 140;
}
