import { describe, expect, it } from 'vitest';
import { cellValue, isNoText, isPlaceholder } from '../../../../src-main/dialing/check-row/cell.ts';
import { mayBeWrapped, unwrap } from '../../../../src-main/dialing/check-row/unwrap.ts';
import { look } from './support.ts';

describe('a cell without what programs put around its value', () => {
  it.each<[cell: string, value: string]>([
    ['="07030"', '07030'],
    ['=""07030""', '07030'],
    ['="" 07030 ""', '07030'],
    ['=T("07030")', '07030'],
    ['=7030', '7030'],
    ['=HYPERLINK("mailto:n@example.com","n@example.com")', 'n@example.com'],
    ["'07030", '07030'],
    ["'NJ", 'NJ'],
    ["'Nora'", 'Nora'],
    ["''07030", '07030'],
    ['"Nora"', 'Nora'],
    ['""Nora""', 'Nora'],
    ['“Nora”', 'Nora'],
    ['«Nora»', 'Nora'],
    ['O&#039;Malley', "O'Malley"],
    ['O&#x27;Malley', "O'Malley"],
    ['O&amp;#039;Malley', "O'Malley"],
    ['O&#146;Malley', 'O’Malley'],
    ['Jos&eacute;', 'José'],
    ['5 Bay &amp; 3rd', '5 Bay & 3rd'],
    ['&quot;The Loft&quot;', 'The Loft'],
    ['12 Oak<br />Floor 2', '12 Oak Floor 2'],
    ['<p>Nora</p>', 'Nora'],
    ['<a href="mailto:n@example.com">n@example.com</a>', 'n@example.com'],
    ['Tampa&nbsp;Bay', 'Tampa Bay'],
    ['12 Oak\\r\\nFloor 2', '12 Oak Floor 2'],
    ['12 Oak_x000D_Floor 2', '12 Oak Floor 2'],
    ["O\\'Malley", "O'Malley"],
    ['p:+17275550101', '+17275550101'],
    ['z:33701', '33701'],
    ['l:1234567890', '1234567890'],
    ['Nora\u00a0', 'Nora'],
    ['\u200bNo\u200bra', 'Nora'],
    ['\ufeffNora', 'Nora'],
    ['Tampa\u00a0Bay', 'Tampa Bay'],
    [' \tNora ', 'Nora'],
  ])('%j is %j', (cell, value) => expect([mayBeWrapped(cell), unwrap(cell).value]).toEqual([true, value]));

  it.each([
    "'t Hooft",
    "'s-Gravenhage",
    'O\u2019Malley',
    'AT&T',
    'Smith & Sons',
    'Nora <nora@example.com>',
    'a < b',
    'C:\\new\\table',
    '"Bob" and "Rob"',
    'Suite "B"',
    'p: see notes',
    'l:1',
    '12:30',
    '=A1+B2',
    'x_y@example.com',
    '5" pipe',
  ])('%j stays as it is', (cell) => expect(unwrap(cell)).toEqual({ value: cell, done: 0 }));

  it('says each thing that was taken off, with the cell and the value', () => {
    expect(look({ last_name: 'O&#039;Malley', postal_code: '="33701"', city: 'Tampa' }).issues).toEqual([
      { code: 'html-decoded', field: 'last_name', severity: 'change', before: 'O&#039;Malley', after: "O'Malley" },
      { code: 'spreadsheet-marks', field: 'postal_code', severity: 'change', before: '="33701"', after: '33701' },
    ]);
  });

  it('costs a plain cell no allocation', () => {
    const plain = 'Nora Quill, 12 Bay St';
    expect(mayBeWrapped(plain)).toBe(false);
    expect(cellValue(plain)).toBe(plain);
  });
});

describe('cells that say that there is none', () => {
  it.each([
    '\\N',
    'NULL',
    'null',
    '(null)',
    '[NULL]',
    '<null>',
    'None',
    'nil',
    'NaN',
    'N/A',
    'n/a',
    'n.a.',
    'NA',
    '#N/A',
    '#REF!',
  ])('%s is none in any field', (cell) => {
    expect([isPlaceholder(cell), isNoText(cell, true), isNoText(cell, false)]).toEqual([true, true, true]);
    expect(look({ first_name: cell }).codes).toEqual(['placeholder-cleared']);
  });
  it.each([
    '#VALUE!',
    '#NAME?',
    '#DIV/0!',
    '#NUM!',
    '#NULL!',
    '#NV',
    '#N/D',
    '#BEZUG!',
    '#¡REF!',
    '#WERT!',
    '-',
    '--',
    '—',
  ])('%s too', (cell) =>
    expect(look({ city: cell, state: cell, postal_code: cell, email: cell, date_of_birth: cell }).sent).toEqual({
      phone_code: '1',
      phone_number: '7275551111',
    }),
  );
  it.each(['Null', 'Nil', 'Na', 'Nan'])('%s, written as a name, is a name in a name’s column', (cell) => {
    expect(look({ last_name: cell }).sent.last_name).toBe(cell);
    expect(look({ city: cell }).sent.city).toBeUndefined();
  });
  it.each(['None of the above', 'Nullarbor', '#12', 'Unknown Rd', 'TBD', 'Nancy'])('%s is a text', (cell) => {
    expect(isNoText(cell, false)).toBe(false);
  });
});
