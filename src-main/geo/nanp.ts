import { isAssignable } from './area-codes.ts';
import { isPlanned } from './phone-plan.ts';
import { areaCodeOf, isAssigned } from './zones.ts';

const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** Digits of a phone at home written in one of the usual ways, ten or eleven of them from 1; undefined where it takes a closer look. */
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
    // 727555111.0 is a nine-digit number that went through a spreadsheet.
    return value.charCodeAt(length - 2) === 46 ? undefined : value.replace(/\D+/g, '');
  }
  if (digits !== 11) return undefined;
  const all = length === 11 ? value : value.replace(/\D+/g, '');
  return all.charCodeAt(0) === 49 && value.charCodeAt(length - 2) !== 46 ? all.slice(1) : undefined;
}

/**
 * Whether ten digits can be a number of the North American plan: the area code is assigned and the exchange neither starts
 * with 0 or 1 nor ends in 11. libphonenumber is asked only about area codes that the table leaves to it.
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
 * What is said of a number of the North American plan that is none by `isNanp`: that it can't exist; or, where it may belong to an area code
 * newer than the table, that the area code is unknown here.
 */
export function doubtOf(number: string): 'phone-invalid' | 'phone-area-unknown' {
  const area = areaCodeOf(number);
  const isCode = number.length === 10 && isAssignable(area) && !isAssigned(area);
  const isExchange = number.charCodeAt(3) >= 50 && number.slice(4, 6) !== '11';
  // Where libphonenumber knows the code, the rest of the number is what it doubts.
  return isCode && isExchange && !isPlanned(`+1${area}2345678`) ? 'phone-area-unknown' : 'phone-invalid';
}

/** Whether digits have the shape of a number of the North American plan, whatever area codes there are. */
export function fitsNanp(number: string): boolean {
  return number.length === 10 && number.charCodeAt(0) >= 50 && number.charCodeAt(3) >= 50;
}

/** 800, 833, 844, 855, 866, 877 and 888. */
const isTollFree = (area: number): boolean => area === 800 || (area >= 833 && area <= 888 && area % 11 === 8);
