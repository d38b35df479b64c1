import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import { callingCodeOf } from '../../geo/countries.ts';
import { fitsNanp, isNanp, plainNanp } from '../../geo/nanp.ts';
import { isPlanned } from '../../geo/phone-plan.ts';
import { listedOthers, numberOf, othersOf } from './other-phones.ts';
import { readPhone } from './phone.ts';
import { CAUTIOUS_TRAITS, RowFindings } from './row.ts';
import type { RowValues } from './row-values.ts';
import { ALT, CODE, COUNTRY, MORE, PHONE } from './steps.ts';

/** A phone with a calling code. */
const INTERNATIONAL = /^\D*(?:\+|00|011)/;

/** The phone of a row as it is sent, without its calling code, which becomes a value of its own. Empty if there is none to send. */
export function checkRowPhone(values: RowValues, settings: DialSettings, raw: string): string {
  const { findings: row } = values;
  const given = values.at(CODE);
  const country = values.at(COUNTRY);
  const byCountry = country === '' || country === 'USA' ? '' : callingCodeOf(country);
  const home = homeOf(raw, given, byCountry, settings.phone_code);
  const read = readPhone(raw, home, 'phone_number', row);
  values.rest = read.rest ?? '';
  const { code, number } = read;
  values.set(CODE, code);
  if (number === '') return '';
  if (given !== '' && code !== given) row.add('phone-code-differs', 'phone_code', { before: given, after: code });
  const wanted = country === 'USA' ? '1' : byCountry;
  if (wanted !== '' && wanted !== code)
    row.add('phone-country-differs', 'phone_number', {
      before: raw,
      note: `${country} has +${wanted}, sent with +${code}`,
    });
  else if (
    given === '' &&
    code !== settings.phone_code &&
    code === byCountry &&
    home === byCountry &&
    !raw.includes('+')
  )
    row.change('phone-code-from-country', 'phone_number', raw, `+${code} ${number}`);
  if (code === '1' && !fitsNanp(number) && given === '' && wanted === '' && !INTERNATIONAL.test(raw)) {
    row.withdraw('phone-invalid', 'phone_number');
    return row.refuse('phone-no-country', 'phone_number', raw);
  }
  return number;
}

/** The calling code of a phone that has none: from its row, its country, or the list. */
function homeOf(raw: string, given: string, byCountry: string, ofList: string): string {
  if (given !== '') return given;
  if (byCountry === '' || byCountry === ofList) return ofList;
  // If a number exists at home but not in the given country, either the country or the phone is wrong.
  const atHome = ofList === '1' ? plainNanp(raw) : undefined;
  return atHome !== undefined && isNanp(atHome) && !isPlanned(`+${byCountry}${atHome}`) ? '1' : byCountry;
}

/** The second phone of a cell becomes the other phone if the row has none. */
export function placeRest(values: RowValues, raw: string): void {
  const { rest, findings: row } = values;
  const { code, number } = values.at(ALT) === '' ? second(rest, values.at(CODE)) : NO_PHONE;
  const fits = number !== '' && code === values.at(CODE) && number !== values.at(PHONE);
  if (fits) values.set(ALT, number);
  const note = fits ? `${number} goes as the other phone` : `${rest} isn’t sent`;
  row.add('phone-two', 'phone_number', { before: raw, after: values.at(PHONE), note });
  values.rest = '';
}

/** Removes further phones that are on the do-not-call list. */
export function leaveOutListed(values: RowValues, isListed: (phone: string) => boolean): void {
  const { findings: row } = values;
  for (const found of listedOthers(othersOf(values.at(ALT), values.at(MORE)), isListed))
    row.add(found.code, found.field, found);
  if (values.at(ALT) !== '' && isListed(values.at(ALT))) values.set(ALT, '');
  if (values.at(MORE) !== '') {
    const parts = values.at(MORE).split('!');
    const sent = parts.filter((part) => !isListed(numberOf(part)));
    values.set(MORE, sent.join('!'));
  }
}

const NO_PHONE = { code: '', number: '' };
/** Collects the findings of a cell's second phone. Only whether it can be parsed matters. */
const aside = new RowFindings(CAUTIOUS_TRAITS);

function second(text: string, home: string): { readonly code: string; readonly number: string } {
  aside.start();
  const read = readPhone(text, home, 'alt_phone', aside);
  return home === '1' && !fitsNanp(read.number) ? NO_PHONE : read;
}
