import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src-main/dialing/read-csv/inspect.ts';
import { readCsvFile } from '../../../../src-main/dialing/read-csv/read-file.ts';
import { parseRecord } from '../../../../src-main/dialing/read-csv/reader.ts';
import { numberText } from '../../../../src-main/dialing/read-csv/xlsx/number-format.ts';
import type { CsvFormat } from '../../../../src-preload/contract/index.ts';
import { type MakeXlsx, makeXlsx, zip } from '../../../support/make-xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'trunkline-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newPath = (ending = 'xlsx') => join(folder, `${++files}.${ending}`);

/** What an inspection finds in a workbook, and the rows that reading it as found gives. */
async function look(workbook: MakeXlsx, format: Partial<CsvFormat> = {}, ending = 'xlsx') {
  const path = newPath(ending);
  makeXlsx(path, workbook);
  const found = await inspectFile(path, { format });
  const rows: string[][] = [];
  await readCsvFile(path, found.format, ({ cells, raw }) => {
    expect(parseRecord(raw, found.format)).toEqual(cells);
    rows.push(cells);
  });
  expect(found.samples).toEqual(rows.slice(0, 20));
  expect(found.estimatedRows).toBe(rows.length);
  return { ...found, rows, path };
}

const NAMES = ['Phone', 'Name', 'Value'];

describe('a workbook', () => {
  it('is read as its first sheet, whatever its name ends with', async () => {
    const sheets = [{ name: 'Leads', rows: [NAMES, [7275550101, 'Nora "N" Quill, Ms', 'a\nb']] }];
    for (const ending of ['xlsx', 'csv']) {
      const found = await look({ sheets }, {}, ending);
      expect(found.columns).toEqual(NAMES);
      expect(found.rows).toEqual([['7275550101', 'Nora "N" Quill, Ms', 'a\nb']]);
      expect(found.format).toMatchObject({ sheet: 'Leads', encoding: 'utf-8', delimiter: ',', header: true });
      expect(found.sheets).toEqual([{ name: 'Leads', hidden: false }]);
    }
  });

  it('with titles, blank rows and a total is a list like any other', async () => {
    const rows = `<row r="2"><c t="inlineStr"><is><t>March leads</t></is></c></row>
      <row r="5"><c r="A5" t="str"><v>Phone</v></c><c r="C5" t="str"><v>Name</v></c><c r="D5" t="str"><v>State</v></c></row>
      <row r="6"><c r="A6"><v>7275550101</v></c><c r="C6" t="str"><v>Nora</v></c><c r="D6" t="str"><v>FL</v></c></row>
      <row r="7" hidden="1"><c r="A7"><v>8135550102</v></c><c r="C7" t="str"><v>Omar</v></c><c r="D7" t="str"><v>FL</v></c></row>
      <row r="8"><c r="A8" s="1"/></row><row r="10"><c r="A10" t="str"><v>Total: 2</v></c></row>`;
    const found = await look({
      sheets: [{ name: 'A', rows, after: '<mergeCells><mergeCell ref="A6:A7"/></mergeCells>' }],
    });
    expect(found.columns).toEqual(['Phone', 'Column 2', 'Name', 'State']);
    expect(found.headerLine).toBe(5);
    expect(found.rows).toEqual([
      ['7275550101', '', 'Nora', 'FL'],
      ['8135550102', '', 'Omar', 'FL'],
    ]);
    expect(found.notes.join(' ')).toMatch(/1 hidden row is read.*1 merged cell spans several rows.*Total: 2/);
  });

  it('gives what its cells show: dates, leading zeros, whole phones, values of formulas, no errors', async () => {
    const cell = (inside: string, attributes = '') => ({ xml: `<c${attributes}>${inside}</c>` });
    const found = await look({
      formats: [
        14,
        '00000',
        '00000\\-0000',
        'm/d/yy h:mm',
        20,
        '0.00E+00',
        '[$-409]mmmm\\ d\\,\\ yyyy;@',
        '#,##0.00',
        '000\\-000\\-0000',
      ],
      strings: [
        '<t>José</t>',
        '<r><t>Ri</t></r><r><t xml:space="preserve">ch _x0041_</t></r><rPh><t>no</t></rPh>',
        '<t/>',
      ],
      sheets: [
        {
          name: 'A',
          rows: [
            ['Phone', 'Name', 'Value'],
            [cell('<v>7.275550101E9</v>'), cell('<v>0</v>', ' t="s"'), cell('<v>29221</v>', ' s="1"')],
            [cell('<v>7275550102</v>', ' s="6"'), cell('<v>1</v>', ' t="s"'), cell('<v>7030</v>', ' s="2"')],
            [cell('<v>7275550103</v>'), cell('<v>2</v>', ' t="s"'), cell('<v>70301234</v>', ' s="3"')],
            [cell('<v>7275550104</v>', ' s="9"'), cell('<v>1</v>', ' t="b"'), cell('<v>45000.5</v>', ' s="4"')],
            [cell('<v>7275550105</v>'), cell('<v>#N/A</v>', ' t="e"'), cell('<v>0.75</v>', ' s="5"')],
            [
              cell('<v>7275550106</v>'),
              cell('<f>A1&amp;"x"</f><v>sum</v>', ' t="str"'),
              cell('<v>45000</v>', ' s="7"'),
            ],
            [
              cell('<v>7275550107</v>'),
              cell('<v>2026-05-31T00:00:00</v>', ' t="d"'),
              cell('<v>40.200000000000003</v>', ' s="8"'),
            ],
          ],
        },
      ],
    });
    expect(found.rows).toEqual([
      ['7275550101', 'José', '1980-01-01'],
      ['7275550102', 'Rich A', '07030'],
      ['7275550103', '', '07030-1234'],
      ['727-555-0104', 'TRUE', '2023-03-15 12:00:00'],
      ['7275550105', '', '18:00:00'],
      ['7275550106', 'sum', '2023-03-15'],
      ['7275550107', '2026-05-31', '40.2'],
    ]);
  });

  it('counts days from 1904 where it says so, and knows the 29 February that never was', async () => {
    const rows = [NAMES, [7275550101, 'Nora', { xml: '<c r="C2" s="1"><v>27759</v></c>' }]];
    expect((await look({ date1904: true, formats: [14], sheets: [{ name: 'A', rows }] })).rows[0]?.[2]).toBe(
      '1980-01-01',
    );
    const date = { kind: 'date' } as const;
    expect(['1', '59', '61'].map((serial) => numberText(serial, date, false))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
    ]);
  });

  it('has sheets to choose from, hidden ones last, and prefixes of other programs', async () => {
    const sheet = (name: string, phone: number) => ({ name, rows: [NAMES, [phone, name, 'x']] });
    const workbook: MakeXlsx = {
      prefix: 'x',
      sheets: [
        { ...sheet('Old', 7275550101), state: 'hidden' },
        sheet('May & June', 8135550102),
        sheet('July', 3055550103),
      ],
    };
    const found = await look(workbook);
    expect(found.format.sheet).toBe('May & June');
    expect(found.rows[0]?.[0]).toBe('8135550102');
    expect(found.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Old', true],
      ['May & June', false],
      ['July', false],
    ]);
    expect(found.notes[0]).toBe('The sheet “May & June” is read; the workbook also has “Old” (hidden), “July”.');
    expect((await look(workbook, { sheet: 'july' })).rows[0]?.[0]).toBe('3055550103');
    expect((await look(workbook, { sheet: '1' })).rows[0]?.[0]).toBe('7275550101');
    await expect(look(workbook, { sheet: 'May' })).rejects.toThrow(
      /no sheet “May”. It has “Old”, “May & June”, “July”/,
    );
  });

  it('is told from other archives, and refused in words where it can’t be read', async () => {
    const refused = async (path: string) =>
      inspectFile(path).then(
        () => 'read',
        (error: Error) => error.message,
      );
    const other = newPath();
    zip(other, { 'word/document.xml': '<w/>' });
    expect(await refused(other)).toMatch(/is a Word document/);
    zip(other, { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<o/>' });
    expect(await refused(other)).toMatch(/OpenDocument/);
    zip(other, { 'xl/workbook.bin': '' });
    expect(await refused(other)).toMatch(/\.xlsb/);
    zip(other, { 'list.csv': 'Phone\n' });
    expect(await refused(other)).toMatch(/ZIP archive with list.csv in it/);
    writeFileSync(other, Buffer.from('PK\x03\x04 and nothing'));
    expect(await refused(other)).toMatch(/damaged/);
    makeXlsx(other, { sheets: [{ name: 'A', rows: '<row><c><v>1</c></row>' }] });
    expect(await refused(other)).toMatch(/damaged/);
    makeXlsx(other, { sheets: [{ name: 'A', rows: [] }] });
    expect(await refused(other)).toMatch(/The sheet “A” of .* is empty/);
    const locked = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(500),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    writeFileSync(other, locked);
    expect(await refused(other)).toMatch(/password-protected workbook/);
  });

  it('does not unpack what claims to be more than any list, or is more than it claims', async () => {
    const path = newPath();
    const bomb = { 'xl/workbook.xml': ' '.repeat(1_000_000) };
    zip(path, bomb, 0xfff_0000 * 8);
    await expect(inspectFile(path)).rejects.toThrow(/would unpack to/);
    zip(path, bomb, 1000);
    await expect(inspectFile(path)).rejects.toThrow(/damaged/);
  });

  it('stops when told to, and what it reads from is closed', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [7275550000 + at, `Name ${at}`, 'x']);
    const path = newPath();
    makeXlsx(path, { sheets: [{ name: 'A', rows: [NAMES, ...rows] }] });
    const found = await inspectFile(path);
    expect(found.estimatedRows).toBe(20_000);
    const stop = new AbortController();
    const reason = new Error('enough');
    let taken = 0;
    const reading = readCsvFile(path, found.format, () => taken++, {
      signal: stop.signal,
      onBytes: () => stop.abort(reason),
    });
    await expect(reading).rejects.toBe(reason);
    expect(taken).toBeLessThan(20_000);
  });
});
