import { describe, expect, it } from 'vitest';
import { suggestMapping } from '../../../../src-main/dialing/check-row/index.ts';
import { SYNONYMS } from '../../../../src-main/dialing/check-row/synonyms.ts';
import { LEAD_FIELDS, type LeadFieldName, mapping } from '../../../../src-preload/contract/mapping.ts';

const fieldOf = (header: string, samples: string[] = []) =>
  suggestMapping(
    [header],
    samples.map((s) => [s]),
  ).guesses[0]?.field;

describe('by name', () => {
  it.each(LEAD_FIELDS)('%s is itself', (field) => expect(fieldOf(field)).toBe(field));

  it.each<[string, LeadFieldName | undefined]>([
    ['Phone', 'phone_number'],
    ['Cell', 'phone_number'],
    ['Mobile #', 'phone_number'],
    ['Teléfono', 'phone_number'],
    ['Customer Phone Number (Home)', 'phone_number'],
    ['First', 'first_name'],
    ['FName', 'first_name'],
    ['Given name', 'first_name'],
    ['Nombre', 'first_name'],
    ['Last Name', 'last_name'],
    ['Apellidos', 'last_name'],
    ['MI', 'middle_initial'],
    ['Street Address', 'address1'],
    ['Dirección', 'address1'],
    ['Zip', 'postal_code'],
    ['ZIP Code', 'postal_code'],
    ['Postal', 'postal_code'],
    ['PLZ', 'postal_code'],
    ['State/Province', 'state'],
    ['DOB', 'date_of_birth'],
    ['Birth Date', 'date_of_birth'],
    ['Sex', 'gender'],
    ['E-mail', 'email'],
    ['Correo electrónico', 'email'],
    ['Notes', 'comments'],
    ['Work Phone', 'alt_phone'],
    ['Salutation', 'title'],
    ['Lead ID', 'vendor_lead_code'],
    ['Lead Source', 'source_id'],
    ['Agent', 'owner'],
    ['Score', 'rank'],
    ['Created Date', undefined],
    ['Phone Type', undefined],
    ['Email Opt In', undefined],
    ['Favourite colour', undefined],
    ['', undefined],
  ])('%s', (header, field) => expect(fieldOf(header)).toBe(field));

  it('knows no name for two fields', () => {
    const names = LEAD_FIELDS.flatMap((f) => SYNONYMS[f].split(' '));
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([]);
  });
});

describe('by content', () => {
  it.each<[LeadFieldName | undefined, string[]]>([
    ['phone_number', ['(727) 555-1111', '+1 212 555 1111', '3105552222']],
    ['email', ['a@example.com', 'b@example.org']],
    ['postal_code', ['33701', '10001-1234', '90210']],
    ['postal_code', ['V6B 1A1', 'K1A0B1']],
    ['state', ['FL', 'ny', 'Texas']],
    ['date_of_birth', ['1980-03-25', '12/31/1975']],
    ['gender', ['M', 'F', 'F']],
    [undefined, ['red', 'green']],
    [undefined, ['7275551111']],
    [undefined, ['2026-01-01', '2026-02-02']],
  ])('%s from %j', (field, samples) => expect(fieldOf('Column 1', samples)).toBe(field));

  it('wins over a name that it contradicts', () => {
    expect(fieldOf('Phone', ['a@example.com', 'b@example.com'])).toBe('email');
  });
});

describe('a whole file', () => {
  const headers = ['ID', 'First', 'Last', 'Home Phone', 'Cell', 'Phone 3', 'Zip', 'DOB', 'Color'];
  const rows = [
    ['1', 'Jo', 'Doe', '727-555-1111', '7275552222', '7275553333', '33701', '3/25/1980', 'red'],
    ['2', 'Al', 'Roe', '212-555-1111', '2125552222', '2125553333', '10001', '1/2/1980', 'blue'],
  ];
  const suggested = suggestMapping(headers, rows);

  it('gives each column once, and a mapping that the contract accepts', () => {
    expect(mapping.parse(suggested.mapping)).toEqual(suggested.mapping);
    expect(suggested.mapping.targets).toEqual({
      phone_number: { from: [3] },
      vendor_lead_code: { from: [0] },
      first_name: { from: [1] },
      last_name: { from: [2] },
      postal_code: { from: [6] },
      date_of_birth: { from: [7] },
      alt_phone: { from: [4] },
      multi_alt_phones: { from: [5] },
    });
  });
  it('says how sure and why', () => {
    for (const guess of suggested.guesses) {
      expect(guess.confidence).toBeGreaterThan(0);
      expect(guess.confidence).toBeLessThanOrEqual(1);
      expect(guess.why).not.toBe('');
    }
  });
  it.each<['mdy' | 'dmy' | undefined, string[]]>([
    ['mdy', ['3/25/1980', '1/2/1980']],
    ['dmy', ['25/3/1980', '1/2/1980']],
    [undefined, ['1/2/1980', '3/4/1980']],
    [undefined, ['25/3/1980', '3/25/1980']],
  ])('takes the order of dates as %s from %j', (order, dates) => {
    expect(
      suggestMapping(
        ['DOB'],
        dates.map((d) => [d]),
      ).mapping.dateOrder,
    ).toBe(order);
  });
  it('needs no rows, and no headers', () => {
    expect(suggestMapping([], [])).toEqual({
      mapping: { columns: [], targets: {}, custom: {} },
      guesses: [],
      notes: [],
    });
    expect(suggestMapping(['Phone'], []).mapping.targets).toEqual({ phone_number: { from: [0] } });
  });
});
