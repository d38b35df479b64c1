import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Calling codes of countries. libphonenumber throws if any other is given as the default. */
const CALLING_CODES: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)));

/** A phone as parsed by libphonenumber. */
export interface PlannedPhone {
  readonly code: string;
  readonly number: string;
  readonly valid: boolean;
}

/**
 * Parses a phone that starts with +, or one that belongs to `home`. It takes about 10 µs, and is only used if a simpler check doesn't
 * decide.
 */
export function parsePlanned(text: string, home?: string): PlannedPhone | undefined {
  if (home !== undefined && !CALLING_CODES.has(home)) return undefined;
  const found = parsePhoneNumberFromString(text, home === undefined ? {} : { defaultCallingCode: home });
  if (!found) return undefined;
  return { code: found.countryCallingCode, number: found.nationalNumber, valid: found.isValid() };
}

/** Whether a number with + and its calling code exists in its country's plan. */
export function isPlanned(international: string): boolean {
  return parsePlanned(international)?.valid ?? false;
}
