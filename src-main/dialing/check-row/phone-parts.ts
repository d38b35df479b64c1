import type { Mapping } from '../../../src-preload/contract/mapping.ts';
import { cellValue, isPlaceholder } from './cell.ts';

const digits = (text: string): number => text.replace(/\D/g, '').length;

/**
 * A phone of several columns: an area code and its number, joined. If one of them is complete it is used alone and never joined with the
 * others. An area code without a number is no phone.
 */
export function phoneOfParts(parts: readonly string[]): string {
  const whole = parts.find((part) => digits(part) >= 10);
  if (whole !== undefined) return whole;
  return (parts.at(-1) ?? '') === '' ? '' : parts.join('');
}

/** Another phone of a row that has none in its own column. */
export interface BorrowedPhone {
  readonly phone: string;
  /** The name of its column. */
  readonly header: string;
  /** The row's cells without that phone. */
  readonly cells: readonly string[];
}

/** The first phone of a row outside its own column; undefined if there is none. */
export function otherPhone(mapping: Mapping, cells: readonly string[]): BorrowedPhone | undefined {
  const { alt_phone: alt, multi_alt_phones: more } = mapping.targets;
  const groups = [...(alt ? [alt.from] : []), ...(more?.from ?? []).map((column) => [column])];
  for (const from of groups) {
    const phone = phoneOfParts(from.map((column) => cellValue(cells[column] ?? ''))).replace(/_.*/s, '');
    if (phone === '' || isPlaceholder(phone) || digits(phone) < 7) continue;
    const header = from.map((column) => mapping.columns.find(({ index }) => index === column)?.header.trim() ?? '');
    let left = cells;
    for (const column of from) left = left.with(column, '');
    return { phone, header: header.join(' + '), cells: left };
  }
  return undefined;
}
