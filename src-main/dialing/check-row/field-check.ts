import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import type { LeadFieldKind } from '../../vendors/crocodial/fields.ts';
import { isNoText, isPlaceholder } from './cell.ts';
import { checkDate, type DateReading } from './dates.ts';
import { checkPostal, type PostalPlace } from './postal.ts';
import { checkRowPhone } from './row-phone.ts';
import type { RowValues } from './row-values.ts';
import {
  checkAltPhone,
  checkCountry,
  checkDigits,
  checkEmail,
  checkGender,
  checkGmtOffset,
  checkMultiAlt,
  checkPhoneCode,
  checkState,
} from './small-fields.ts';
import { CITY, CODE, COUNTRY, PHONE, STATE, type Step } from './steps.ts';

type StrictKind = Exclude<
  LeadFieldKind,
  'text' | 'email' | 'alt-phone' | 'multi-alt-phones' | 'gender' | 'postal' | 'phone'
>;

const RUINED = /^\d(?:[.,]\d+)?E\+\d{2,3}$/i;

/** Checks the value of each field of a row by the field's kind. */
export class FieldCheck {
  readonly #values: RowValues;
  readonly #settings: DialSettings;
  readonly #reading: DateReading;
  /** What the postal code is compared with. It is reused for all rows. */
  readonly #place: { -readonly [key in keyof PostalPlace]: PostalPlace[key] } = {
    ...{ state: '', country: '', city: '', phone: '', phoneCode: '' },
  };

  constructor(values: RowValues, settings: DialSettings, reading: DateReading) {
    this.#values = values;
    this.#settings = settings;
    this.#reading = reading;
  }

  /** The value as it is sent; empty if it can't be. */
  check(step: Step, raw: string): string {
    const { findings: row } = this.#values;
    const { name, kind, max } = step;
    switch (kind) {
      case 'text':
        return this.#text(step, raw);
      case 'email':
        return isPlaceholder(raw) ? row.change('placeholder-cleared', name, raw, '') : checkEmail(raw, name, row);
      case 'alt-phone':
        return checkAltPhone(raw, name, max, this.#values.at(CODE), row);
      case 'multi-alt-phones':
        return checkMultiAlt(raw, name, max, this.#values.at(CODE), row);
      case 'gender':
        return checkGender(raw, name, row);
      case 'postal':
        return this.#postal(name, raw);
      case 'phone':
        return checkRowPhone(this.#values, this.#settings, raw);
      default:
        return isPlaceholder(raw)
          ? row.change('placeholder-cleared', name, raw, '')
          : this.#strict(kind, name, max, raw);
    }
  }

  #text({ name, isName, isIdentifier }: Step, raw: string): string {
    const { findings: row } = this.#values;
    if (isNoText(raw, isName)) return row.change('placeholder-cleared', name, raw, '');
    // Values that a spreadsheet has damaged start with a digit.
    if (isIdentifier && raw.charCodeAt(0) < 58 && RUINED.test(raw)) return row.refuse('number-ruined', name, raw);
    return row.text(raw, name);
  }

  #postal(name: string, raw: string): string {
    const values = this.#values;
    if (isPlaceholder(raw)) return values.findings.change('placeholder-cleared', name, raw, '');
    const place = this.#place;
    place.state = values.at(STATE);
    place.country = values.at(COUNTRY);
    place.city = values.at(CITY);
    place.phone = values.at(PHONE);
    place.phoneCode = values.at(CODE);
    return checkPostal(raw, name, place, values.findings);
  }

  #strict(kind: StrictKind, name: string, max: number, raw: string): string {
    const { findings: row } = this.#values;
    switch (kind) {
      case 'phone-code':
        return checkPhoneCode(raw, name, row);
      case 'state':
        return checkState(raw, name, row);
      case 'country':
        return checkCountry(raw, name, row);
      case 'date':
        return checkDate(raw, name, row, this.#reading);
      case 'digits':
        return checkDigits(raw, name, max, row);
      case 'gmt-offset':
        return checkGmtOffset(raw, name, row);
      default:
        return assertNever(kind);
    }
  }
}

function assertNever(kind: never): never {
  throw new Error(`No rule for fields of the kind ${String(kind)}.`);
}
