import { isAssignable } from './area-codes.ts';
import { isPlanned } from './phone-plan.ts';
import { areaCodeOf, isAssigned } from './zones.ts';

const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** The digits of a home phone in one of the usual formats: ten, or eleven beginning with 1; undefined if it needs a closer examination. */
export function plainNanp(value: string): string | undefined {
  let digits = 0;
  const length = value.length;
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i);
    if (c >= DIGIT_0 && c <= DIGIT_9) digits++;
    else if (c !== 45 && c !== 32 && c !== 40 && c !== 41 && c !== 46 && !(c === 43 && i === 0)) return undefined;
  }
  const plus = value.charCodeAt(0) === 43;
  if (digits === 10 && !plus) {
    if (length === 10) return value;
    // 727555111.0 is a nine-digit number that a spreadsheet has changed.
    return value.charCodeAt(length - 2) === 46 ? undefined : value.replace(/\D+/g, '');
  }
  if (digits !== 11) return undefined;
  const all = length === 11 ? value : value.replace(/\D+/g, '');
  return all.charCodeAt(0) === 49 && value.charCodeAt(length - 2) !== 46 ? all.slice(1) : undefined;
}

/**
 * Whether ten digits can be a number of the North American plan: the area code is assigned, and the exchange neither starts with 0 or 1 nor
 * ends in 11. libphonenumber is only used for area codes that are not in the table.
 */
export function isNanp(number: string): boolean {
  if (number.length !== 10) return false;
  const area = areaCodeOf(number);
  const exchange = number.charCodeAt(3);
  if (exchange < 50) return false;
  if (isAssigned(area)) return !(number.charCodeAt(4) === 49 && number.charCodeAt(5) === 49) || isTollFree(area);
  return area >= 200 && isPlanned(`+1${number}`);
}

/**
 * The issue of a number that is not valid by `isNanp`: either it can't exist, or its area code is unknown here and may be newer than the
 * table.
 */
export function doubtOf(number: string): 'phone-invalid' | 'phone-area-unknown' {
  const area = areaCodeOf(number);
  const isCode = number.length === 10 && isAssignable(area) && !isAssigned(area);
  const isExchange = number.charCodeAt(3) >= 50 && number.slice(4, 6) !== '11';
  // If libphonenumber knows the area code, the rest of the number is invalid.
  return isCode && isExchange && !isPlanned(`+1${area}2345678`) ? 'phone-area-unknown' : 'phone-invalid';
}

/** Whether digits have the form of a number of the North American plan, regardless of which area codes exist. */
export function fitsNanp(number: string): boolean {
  return number.length === 10 && number.charCodeAt(0) >= 50 && number.charCodeAt(3) >= 50;
}

/** 800, 833, 844, 855, 866, 877 and 888. */
const isTollFree = (area: number): boolean => area === 800 || (area >= 833 && area <= 888 && area % 11 === 8);
