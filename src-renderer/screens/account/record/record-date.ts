import type { RecordField } from '../../../../src-preload/contract/index.ts';
import { formatExact } from '../../../ui/format.ts';
import { localOf, utcOf } from '../requests/request-values.ts';

/** Whether a date is in Pacific Time although it ends in Z. Among the dates of records, this is only the date when the record was added. */
const isPacific = ({ path }: Pick<RecordField, 'path'>): boolean => path === 'DateAdded';

/** Whether it is a real date: `00-00-00T00:00:00Z` and .NET's year 1 mean that there is none. */
const isDated = (raw: string): boolean => /^(?:19|[2-9]\d)\d\d-\d\d-\d\dT\d\d:\d\d/.test(raw);

/** The value of a date and time input, in the time zone of this computer. Empty for no date. */
export const typedDate = (raw: string): string => (isDated(raw) ? localOf(raw) : '');

/** What is sent for the value of such an input. */
export const sentDate = (typed: string): string => (typed === '' ? '' : utcOf(typed));

/** A date for display. One that can't be parsed is displayed as received. */
export function dateWords(field: Pick<RecordField, 'path'>, raw: string): string {
  const at = isDated(raw) ? new Date(isPacific(field) ? raw.slice(0, 19) : raw).getTime() : Number.NaN;
  if (Number.isNaN(at)) return raw;
  return isPacific(field) ? `${formatExact(at)}, Pacific Time` : formatExact(at);
}
