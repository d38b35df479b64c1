import { describe, expect, test } from 'vitest';
import { createRowChecker, jsonWriter } from '../../../src-main/delivery/check/check-lead.ts';
import { rowFields } from '../../../src-main/delivery/check/mapping.ts';
import { placeholderRules } from '../../../src-main/delivery/check/placeholders.ts';
import { receiverField } from '../../../src-preload/contract/index.ts';

const fields = [
  { name: 'Zip', required: true, type: 'zip' },
  { name: 'State', values: ['CA', 'NV'] },
  { name: 'Notes', invalidChars: '[<>]', maxLength: 20 },
  { name: 'Age', min: 18, max: 99, validation: '^\\d+$' },
  { name: 'Email', required: true },
].map((field) => receiverField.parse(field));

describe('the fields of a row', () => {
  test('are its columns, joined where several fill one, and what is set goes before them', () => {
    const { names, valuesOf } = rowFields(['Name', null, 'Zip', 'Name', 'State'], { State: 'NV', Kind: 'x' });
    expect(names).toEqual(['Name', 'Zip', 'State', 'Kind']);
    expect([...valuesOf([' Ann ', 'unused', '90210', 'Smith', 'CA'])]).toEqual(['Ann Smith', '90210', 'NV', 'x']);
    expect([...valuesOf(['', 'unused', '', 'Smith'])]).toEqual(['Smith', '', 'NV', 'x']);
    expect([...valuesOf([])]).toEqual(['', '', 'NV', 'x']);
  });

  test('are without what programs wrap around a cell, which is reported for that row alone', () => {
    const { valuesOf, removed } = rowFields(['Zip', 'Phone', 'Name', 'Name'], { Kind: '="x"' });
    expect([...valuesOf(['="07030"', 'p:+17025551212', '"Ann"', 'O&#039;Neil'])]).toEqual([
      '07030',
      '+17025551212',
      "Ann O'Neil",
      '="x"',
    ]);
    expect(removed()).toEqual([
      { code: 'file-marks', field: 'Zip', severity: 'warning', before: '="07030"', after: '07030' },
      { code: 'file-marks', field: 'Phone', severity: 'warning', before: 'p:+17025551212', after: '+17025551212' },
      { code: 'file-marks', field: 'Name', severity: 'warning', before: '"Ann"', after: 'Ann' },
      { code: 'file-marks', field: 'Name', severity: 'warning', before: 'O&#039;Neil', after: "O'Neil" },
    ]);
    expect([...valuesOf(['07030', '', "'t Hooft", ''])]).toEqual(['07030', '', "'t Hooft", '="x"']);
    expect(removed()).toEqual([]);
  });

  test('are empty where a cell says that there is none, unless the lead type allows that text', () => {
    const lead = [
      { name: 'LastName' },
      { name: 'City' },
      { name: 'Income', values: ['None', '50k'] },
      { name: 'Age', type: 'integer' },
    ].map((field) => receiverField.parse(field));
    const columns = ['LastName', 'LastName', 'City', 'income', 'Age', 'Other', 'Kind'];
    const { names, valuesOf, removed } = rowFields(columns, { Kind: 'N/A' }, placeholderRules(lead));
    const row = (...cells: string[]) => Object.fromEntries(names.map((name, at) => [name, valuesOf(cells)[at]]));
    expect(row('N/A', 'Null', ' - ', 'none', 'unknown', '="NULL"', '-')).toEqual({
      ...{ LastName: 'Null', City: '', income: 'none', Age: '', Other: '', Kind: 'N/A' },
    });
    expect(removed()).toEqual(
      [
        ['LastName', 'N/A'],
        ['City', ' - '],
        ['Age', 'unknown'],
        ['Other', '="NULL"'],
      ].map(([field, before]) => ({ code: 'placeholder-cleared', field, severity: 'warning', before, after: '' })),
    );
    // Of text only what programs write, N/A and dashes count: “unknown” may be a value.
    expect(row('', '', 'unknown', 'n/a', '7', 'Nan')).toMatchObject({ City: 'unknown', income: '', Other: '' });
  });
});

describe('the fields of a row as JSON', () => {
  const names = ['zip', 'State', 'notes', 'Age', 'Other'];
  const rows = [
    ['90210', 'ca', 'He said <"hi"> \\ \n\u{1F600}', '42', 'as it is'],
    ['', 'TX', '', '7', ''],
    ['1', '', '<>', 'x', '\u0000 "\ud800'],
    ['90210', 'NV', 'a text that is longer than twenty', '100', ' '],
  ];
  test.each(rows.map((row) => [row.join('|'), row] as const))('%j', (_, row) => {
    const checker = createRowChecker(fields);
    const slots = checker.slotsOf(names);
    const { values, issues } = checker.check(slots, row);
    const named = slots.map(({ name }, at) => [name, values[at] ?? ''] as const).filter(([, value]) => value !== '');
    expect(jsonWriter(slots)(values)).toBe(JSON.stringify(Object.fromEntries(named)));
    // A field that no column fills is missed in every row.
    expect(issues.filter(({ code, field }) => code === 'required' && field === 'Email')).toHaveLength(1);
  });

  test('a name that stands twice is written once, with what stands last', () => {
    const slots = createRowChecker(fields).slotsOf(['Zip', 'ZIP']);
    expect(jsonWriter(slots)(['1', '2'])).toBe('{"Zip":"2"}');
    expect(jsonWriter(slots)(['1', ''])).toBe('{"Zip":"1"}');
  });
});
