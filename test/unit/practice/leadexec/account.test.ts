import { describe, expect, it } from 'vitest';
import { meetsAll } from '../../../../src-main/practice/leadexec/account/criteria.ts';
import { checkFields } from '../../../../src-main/practice/leadexec/account/fields.ts';
import {
  accountSchema,
  criterionSchema,
  type LeadType,
  leadTypeSchema,
} from '../../../../src-main/practice/leadexec/account/model.ts';
import {
  fromPacificWall,
  pacificStarts,
  pacificWall,
  readCallDate,
  usDate,
} from '../../../../src-main/practice/leadexec/account/pacific.ts';
import { sampleAccount } from '../../../../src-main/practice/leadexec/account/sample-account.ts';

const NOW = Date.UTC(2026, 10, 4, 20);
const NUMBER = 1;
const TEXT = 2;
const DATE = 3;
const fields: LeadType['fields'] = leadTypeSchema.parse({
  leadTypeUid: 1,
  descriptor: 'any',
  fields: [
    { leadFieldUid: NUMBER, descriptor: 'Miles', dataType: 'Int' },
    { leadFieldUid: TEXT, descriptor: 'State' },
    { leadFieldUid: DATE, descriptor: 'Born', dataType: 'DateTime' },
  ],
}).fields;

describe('criteria', () => {
  const cases: readonly (readonly [number, string, string, string, boolean])[] = [
    [NUMBER, 'Greater', '9', '10', true],
    [NUMBER, 'Less', '9', '10', false],
    [NUMBER, 'GreaterOrEqual', '10', '10', true],
    [NUMBER, 'LessOrEqual', '10', '10.5', false],
    [NUMBER, 'Between', '5|10', '10', true],
    [NUMBER, 'Between', '5,10', '11', false],
    [NUMBER, 'Equal', '010', '10', true],
    [TEXT, 'Equal', 'nv', 'NV', true],
    [TEXT, 'NotEqual', 'CA', 'NV', true],
    [TEXT, 'In', 'CA|NV', 'nv', true],
    [TEXT, 'NotIn', 'CA, NV', 'nv', false],
    [TEXT, 'Contains', 'EVA', 'Nevada', true],
    [TEXT, 'Doesnt_Contain', 'eva', 'Nevada', false],
    [TEXT, 'Equal', 'NV', '', false],
    [TEXT, 'NotEqual', 'NV', '', true],
    [TEXT, 'NotIn', 'NV', '', true],
    [TEXT, 'Doesnt_Contain', 'NV', '', true],
    [DATE, 'DateCompare', '>=18y', '11/01/2008', true],
    [DATE, 'DateCompare', '>=18y', '11/10/2008', false],
    [DATE, 'DateCompare', '<30d', '2026-10-20', true],
    [DATE, 'DateCompare', 'nonsense', '2026-10-20', false],
    [DATE, 'Greater', '2026-01-01', '12/31/2025', false],
  ];
  it.each(cases)('field %i %s %s: %s is %s', (leadFieldUid, operator, value, given, met) => {
    const rule = criterionSchema.parse({ leadFieldUid, operator, value });
    expect(meetsAll([rule], new Map(given === '' ? [] : [[leadFieldUid, given]]), fields, NOW)).toBe(met);
  });
});

describe('fields of a lead', () => {
  const type = leadTypeSchema.parse({
    leadTypeUid: 1,
    descriptor: 'any',
    fields: [
      {
        leadFieldUid: 1,
        descriptor: 'Phone',
        required: true,
        invalidChars: '[^0-9]',
        validation: '^\\d{10}$',
        fmtError: 'ten digits',
      },
      { leadFieldUid: 2, descriptor: 'Year', dataType: 'Int', min: 1950, max: 2030 },
      { leadFieldUid: 3, descriptor: 'Income', dataType: 'Money', invalidChars: '[$,]' },
      { leadFieldUid: 4, descriptor: 'Code', validation: '(?i)^[A-Z]{2}$' },
      { leadFieldUid: 5, descriptor: 'Net', validation: '(?<name>[' },
      { leadFieldUid: 6, descriptor: 'Note', maxLength: 3 },
      { leadFieldUid: 7, descriptor: 'Owner', dataType: 'Bit' },
      { leadFieldUid: 8, descriptor: 'Off', required: true, status: false },
    ],
  });
  const check = (given: Readonly<Record<string, string>>, partial = false) => {
    const { values, errors } = checkFields(type, new Map(Object.entries(given)), partial);
    return { values: Object.fromEntries(values), errors };
  };

  it('are cleaned, then checked, whatever the case of their names', () => {
    expect(
      check({ PHONE: '(702) 555-0123', income: '$50,000', Code: 'ab', Net: 'x', Owner: 'yes', Other: '1' }),
    ).toEqual({
      values: { 1: '7025550123', 3: '50000', 4: 'ab', 5: 'x', 7: 'yes' },
      errors: [],
    });
  });

  it('say what is wrong', () => {
    expect(
      check({ Phone: '555', Year: '1949', Income: 'much', Code: 'a1', Note: 'four', Owner: 'maybe' }).errors,
    ).toEqual([
      'ten digits',
      'Year must be at least 1950',
      'Income is not in the correct format',
      'Code is not in the correct format',
      'Note exceeds 3 characters',
      'Owner is not in the correct format',
    ]);
    expect(check({ Phone: 'none', Year: '2031' }).errors).toEqual(['Phone is required', 'Year must be at most 2030']);
    expect(check({}, true).errors, 'a part of a lead').toEqual([]);
    expect(check({ Phone: '' }, true).errors, 'not emptied either').toEqual(['Phone is required']);
  });
});

describe('Pacific Time', () => {
  it('knows both offsets, and both nights on which they change', () => {
    expect(readCallDate('11/13/2020 12:15 PM')).toBe(Date.UTC(2020, 10, 13, 20, 15));
    expect(readCallDate('07/04/2026 12:00 AM')).toBe(Date.UTC(2026, 6, 4, 7));
    expect(readCallDate('03/08/2026 01:59 AM')).toBe(Date.UTC(2026, 2, 8, 9, 59));
    expect(readCallDate('03/08/2026 03:00 AM')).toBe(Date.UTC(2026, 2, 8, 10));
    expect(readCallDate('11/01/2026 02:00 AM')).toBe(Date.UTC(2026, 10, 1, 10));
    for (const wrong of ['2/30/2026 01:00 PM', '13/1/2026 01:00 PM', '11/13/2020 13:15', '11/13/2020 00:15 AM']) {
      expect(readCallDate(wrong)).toBeUndefined();
    }
    expect(usDate(pacificWall(Date.UTC(2026, 10, 4, 8, 1, 2)))).toBe('11/4/2026 12:01:02 AM');
  });

  it('days, weeks from Sunday and months begin at its midnight', () => {
    const starts = pacificStarts(NOW);
    expect(starts.day).toBe(Date.UTC(2026, 10, 4, 8));
    expect(starts.week, 'the Sunday on which the clocks went back').toBe(Date.UTC(2026, 10, 1, 7));
    expect(starts.month).toBe(Date.UTC(2026, 10, 1, 7));
    expect(fromPacificWall(pacificWall(NOW))).toBe(NOW);
  });
});

it('the sample account is sound: everything that it names is there', () => {
  const account = accountSchema.parse(sampleAccount('secret'));
  const sources = new Set(account.sources.map(({ vendorUid }) => vendorUid));
  const clients = new Set(account.clients.map(({ clientUid }) => clientUid));
  const fieldsOf = (leadTypeUid: number) =>
    new Set(account.leadTypes.find((one) => one.leadTypeUid === leadTypeUid)?.fields.map((one) => one.leadFieldUid));
  for (const { vendorUid, leadTypeUid, rules } of account.campaigns) {
    expect(sources).toContain(vendorUid);
    for (const { leadFieldUid } of rules) expect(fieldsOf(leadTypeUid)).toContain(leadFieldUid);
  }
  for (const { clientUid, leadTypeUid, criteria } of account.deliveryAccounts) {
    expect(clients).toContain(clientUid);
    expect(fieldsOf(leadTypeUid).size).toBeGreaterThan(0);
    for (const { leadFieldUid } of criteria) expect(fieldsOf(leadTypeUid)).toContain(leadFieldUid);
  }
});
