import { ISSUES } from '../../../src-preload/rules/issues.ts';
import { cellValue } from './cell.ts';
import { readPhone as readPhoneInto } from './phone.ts';
import { RowFindings } from './row.ts';

export { cellValue, isNoText, isPlaceholder } from './cell.ts';
export {
  type CheckedRow,
  createRowChecker,
  type FileDates,
  type RowChecker,
  type RowEdits,
  valuesLost,
} from './check-row.ts';
export { holdsPhone } from './column-fits.ts';
export { birthOfSerial, orderProof } from './dates.ts';
export { mayCall } from './do-not-call-column.ts';
export { editFor } from './fix.ts';
export { phoneFieldOf } from './header-names.ts';
export { isMadeUp } from './header-words.ts';
export { listedOthers } from './other-phones.ts';
export { phoneOfParts } from './phone-parts.ts';
export { CAUTIOUS_TRAITS } from './row.ts';
export { splitName } from './split-name.ts';
export { areaCodeColumns } from './suggest-area-code.ts';
export { type SuggestedMapping, suggestMapping, unfitColumns } from './suggest-mapping.ts';

const findings = new RowFindings({ accents: 'fold', plus: 'space' });

/**
 * The digits of a phone in any format, exactly as a row's check would send them as phone_number; null if it can't be parsed or the cell
 * contains two. A phone without a calling code belongs to `home`. For do-not-call lists and similar.
 */
export function readPhone(text: string, home = '1'): string | null {
  findings.start();
  const { number, rest } = readPhoneInto(cellValue(text), home, 'phone_number', findings);
  return number === '' || rest !== undefined ? null : number;
}

/**
 * A complete phone, as a do-not-call list needs it. An incomplete one, such as seven digits, would match nobody.
 * @returns its digits as a row's check would send them, or a text that says why it is not a complete number
 */
export function readWholePhone(text: string, home = '1'): { readonly phone: string } | { readonly why: string } {
  findings.start();
  const { code, number, rest } = readPhoneInto(cellValue(text), home, 'phone_number', findings);
  if (rest !== undefined) return { why: 'more than one phone in the cell' };
  const wrong = findings.issues.find(({ severity }) => severity === 'error');
  if (wrong) return { why: ISSUES[wrong.code].what('Phone') };
  if (code === '1' && !/^[2-9]\d{9}$/.test(number)) return { why: 'not ten digits with an area code' };
  return number === '' ? { why: 'no phone' } : { phone: number };
}
