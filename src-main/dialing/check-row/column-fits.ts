import type { LeadFieldName } from '../../../src-preload/contract/mapping.ts';
import { countryCode } from '../../geo/countries.ts';
import { regionByName } from '../../geo/regions.ts';
import { isRegion } from '../../geo/zones.ts';
import { readDate } from './dates.ts';

const SALUTATION =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|hon|sir|madam|lady|lord|fr|sr|sra|srta|sres|d|don|dona|doña|herr|hr|frau|fräulein|m|mme|mlle|monsieur|madame|mademoiselle|mssr|capt|lt|sgt|col|maj|gen|cpl|rabbi|pastor|father|sister|brother|dipl|ing|lic|arq|esq|dott|sig|señor|señora|señorita|monsieur|dra|phd|md)\.?$/i;
const GENDER =
  /^(?:m|f|u|x|w|h|o|d|male|female|man|woman|other|unknown|undefined|non-?binary|masculino|femenino|hombre|mujer|mann|frau|männlich|weiblich|divers|homme|femme|masculin|féminin|masculino|feminino|boy|girl)\.?$/i;

const digitsIn = (value: string): number => value.replace(/\D/g, '').length;
const isAddressOfMail = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
const isWeb = (value: string): boolean =>
  /:\/\/|^www\.|^\/[\w/-]*$/i.test(value) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value);
const isYesOrNo = (value: string): boolean => /^(?:true|false|yes|no|y|n|0|1)$/i.test(value);

/** Whether a value contains at least one phone, in any format. */
export function holdsPhone(value: string): boolean {
  if (/^[+-]?\d+(?:[.,]\d+)?\s*e\s*\+?\d+$/i.test(value)) return true;
  if (
    value.includes('@') ||
    isWeb(value) ||
    /^\d{4}-\d\d-\d\d/.test(value) ||
    readDate(value, { order: 'mdy' }).kind === 'day'
  ) {
    return false;
  }
  const digits = digitsIn(value);
  if (digits >= 7 && digits <= 45) return value.replace(/[^a-z]/gi, '').length <= digits + 6;
  // 1-800-FLOWERS
  return digits >= 3 && /^[\s()+\d.-]*\d[\s().-]*[a-z]{3,}[\s-]*\d*$/i.test(value) && digits + value.length >= 12;
}

const isName = (value: string): boolean =>
  /\p{L}/u.test(value) && !value.includes('@') && !isWeb(value) && digitsIn(value) <= 2 && !isYesOrNo(value);

/** A plausible date of birth. A spreadsheet's day number counts. */
function isBirth(value: string): boolean {
  const read = readDate(value, { order: 'mdy' });
  if (read.kind !== 'unreadable') return true;
  return /^\d{4,5}(?:\.0)?$/.test(value) && Number(value) > 2100;
}

const isPostal = (value: string): boolean =>
  /^(?:z:)?\d{3,5}(?:[.,]0)?(?:[ -]?\d{4})?$/.test(value) || /^(?=.*\d)[A-Z\d][A-Z\d -]{2,9}$/i.test(value);

const CALLING_CODE = /^(?:\+|00)?\s*[1-9]\d{0,3}(?:\.0)?$/;
const isCallingCode = (value: string): boolean => CALLING_CODE.test(value) && !/^[2-9]\d\d$/.test(value);

interface Fit {
  readonly fits: (value: string) => boolean;
  /** What the field accepts, as the end of a sentence: "rank takes …". */
  readonly takes: string;
}

const phones: Fit = { fits: holdsPhone, takes: 'phone numbers' };
const names: Fit = { fits: isName, takes: 'names' };

/** What the values of each field look like. Fields without an entry accept anything. */
const FITS: Partial<Record<LeadFieldName, Fit>> = {
  phone_number: phones,
  alt_phone: phones,
  multi_alt_phones: phones,
  phone_code: { fits: isCallingCode, takes: 'calling codes such as 1 or 44' },
  vendor_lead_code: { fits: (v) => !/\s\S+\s/.test(v) && !isWeb(v), takes: 'codes' },
  source_id: { fits: (v) => !isYesOrNo(v) && v.length <= 100, takes: 'the source of a lead' },
  gmt_offset_now: {
    fits: (v) => /^[+-]?\d{1,2}(?:\.\d{1,2})?$/.test(v) && Math.abs(Number(v)) <= 14,
    takes: 'hours from UTC',
  },
  title: {
    fits: (v) => v.split(/\s*[/&,]\s*|\s+(?:and|und|y|et)?\s*/).every((w) => SALUTATION.test(w)),
    takes: 'salutations such as Mr. or Dr.',
  },
  first_name: names,
  middle_initial: { fits: (v) => /^[\p{L}.'’ -]{1,30}$/u.test(v), takes: 'initials' },
  last_name: names,
  address1: {
    fits: (v) => /\p{L}/u.test(v) && !v.includes('@') && !isWeb(v) && !isYesOrNo(v),
    takes: 'street addresses',
  },
  address2: { fits: (v) => !v.includes('@') && !isWeb(v), takes: 'parts of an address' },
  address3: { fits: (v) => !v.includes('@') && !isWeb(v), takes: 'parts of an address' },
  city: { fits: (v) => isName(v) && digitsIn(v) === 0 && v.length <= 60, takes: 'cities' },
  state: {
    fits: (v) => /^[A-Za-z]\.?\s?[A-Za-z]\.?$/.test(v) || isRegion(v.toUpperCase()) || regionByName(v) !== undefined,
    takes: 'states',
  },
  province: { fits: (v) => isName(v) && digitsIn(v) === 0, takes: 'provinces' },
  postal_code: { fits: isPostal, takes: 'postal codes' },
  country_code: { fits: (v) => countryCode(v) !== undefined, takes: 'countries' },
  gender: { fits: (v) => GENDER.test(v), takes: 'genders' },
  date_of_birth: { fits: isBirth, takes: 'dates of birth' },
  email: { fits: isAddressOfMail, takes: 'email addresses' },
  rank: { fits: (v) => /^\d{1,5}(?:[.,]0+)?$/.test(v), takes: 'numbers of up to 5 digits' },
  owner: {
    fits: (v) => !isYesOrNo(v) && !isWeb(v) && !holdsPhone(v),
    takes: 'the user or territory a lead belongs to',
  },
};

/** Whether a field's values can be distinguished from others at all. */
export const canBeProved = (field: LeadFieldName): boolean =>
  !['vendor_lead_code', 'source_id', 'owner', 'security_phrase', 'comments', 'address2', 'address3'].includes(field);

/** The share of a column's values that fit a field, 0 to 1; 1 if there are none to judge by. */
export function shareThatFits(field: LeadFieldName, samples: readonly string[]): number {
  const fit = FITS[field];
  return fit === undefined || samples.length === 0 ? 1 : samples.filter(fit.fits).length / samples.length;
}

/** What a field accepts, in words. */
export const takes = (field: LeadFieldName): string => FITS[field]?.takes ?? 'any text';

/** What a column's values are, in words, to explain that they don't fit. */
export function holds(samples: readonly string[]): string {
  const most = (test: (value: string) => boolean) => samples.filter(test).length * 2 > samples.length;
  if (most(isAddressOfMail)) return 'email addresses';
  if (most(isWeb)) return 'web or network addresses';
  if (most(isYesOrNo)) return 'yes or no';
  if (most((v) => readDate(v, { order: 'mdy' }).kind === 'day')) return 'dates';
  if (most((v) => /^[\d\s.,+()-]+$/.test(v))) return 'numbers';
  return 'words';
}
