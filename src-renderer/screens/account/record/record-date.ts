import type { RecordField } from '../../../../src-preload/contract/index.ts';
import { formatExact } from '../../../ui/format.ts';
import { localOf, utcOf } from '../requests/request-values.ts';

/** Whether the digits of a date are Pacific Time, whatever its Z says: of the dates of records only when it was added. */
export const isPacific = ({ path }: Pick<RecordField, 'path'>): boolean => path === 'DateAdded';

/** Before it a date is none: `00-00-00T00:00:00Z`, or .NET's year 1. */
const isDated = (raw: string): boolean => /^(?:19|[2-9]\d)\d\d-\d\d-\d\dT\d\d:\d\d/.test(raw);

/** A date as a field for date and time holds it: Pacific digits as they are, others in the time of this computer. Empty for no date. */
export const typedDate = (field: Pick<RecordField, 'path'>, raw: string): string =>
  !isDated(raw) ? '' : isPacific(field) ? raw.slice(0, 16) : localOf(raw);

/** What is sent for what such a field holds. */
export const sentDate = (field: Pick<RecordField, 'path'>, typed: string): string =>
  typed === '' ? '' : isPacific(field) ? `${typed.slice(0, 16)}:00Z` : utcOf(typed);

/** A date as a person reads it; one that can't be read as it came. */
export function dateWords(field: Pick<RecordField, 'path'>, raw: string): string {
  const at = isDated(raw) ? new Date(isPacific(field) ? raw.slice(0, 19) : raw).getTime() : Number.NaN;
  if (Number.isNaN(at)) return raw;
  return isPacific(field) ? `${formatExact(at)}, Pacific Time` : formatExact(at);
}
