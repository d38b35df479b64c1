import { cellValue } from './cell.ts';
import { readPhone as readPhoneInto } from './phone.ts';
import { RowFindings } from './row.ts';

export { CAUTIOUS_TRAITS, type CheckedRow, createRowChecker, type RowChecker, type RowEdits } from './check-row.ts';
export { editFor } from './fix.ts';
export { type SuggestedMapping, suggestMapping, unfitColumns } from './suggest-mapping.ts';

const findings = new RowFindings({ accents: 'fold', plus: 'space' });

/**
 * The digits of a phone in any format, exactly as a row's check would send them as phone_number, or null where it can't be
 * read. A phone without a calling code belongs to `home`. For do-not-call lists and the like.
 */
export function readPhone(text: string, home = '1'): string | null {
  findings.start();
  const { number } = readPhoneInto(cellValue(text), home, 'phone_number', findings);
  return number === '' ? null : number;
}
