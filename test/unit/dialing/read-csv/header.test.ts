import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src-main/dialing/read-csv/inspect.ts';
import { readCsvFile } from '../../../../src-main/dialing/read-csv/read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'trunkline-header-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** What an inspection finds in a file, and the rows that reading it as found gives. */
async function look(content: string) {
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, content);
  const found = await inspectFile(path);
  const rows: string[][] = [];
  const numbers: number[] = [];
  await readCsvFile(path, found.format, ({ cells, number }) => {
    rows.push(cells);
    numbers.push(number);
  });
  expect(numbers).toEqual(rows.map((_, at) => at + 1));
  expect(found.estimatedRows).toBe(rows.length);
  expect(found.samples).toEqual(rows.slice(0, 20));
  return { ...found, rows };
}

const NAMES = ['Phone', 'First Name', 'State'];
const LEADS = [
  ['7275550101', 'Nora', 'FL'],
  ['8135550102', 'Omar', 'FL'],
  ['3055550103', 'Pia', 'FL'],
];
const list = (delimiter: string, lead = LEADS) =>
  `${[NAMES, ...lead].map((cells) => cells.join(delimiter)).join('\r\n')}\r\n`;

describe('the line that names the columns', () => {
  it.each([
    ['Excel’s own line', `sep=;\r\n${list(';')}`],
    ['the same behind a mark', `\ufeffsep=;\r\n${list(';')}`],
    ['quoted', `"sep=;"\r\n${list(';')}`],
    ['a tab in letters', `sep=\\t\r\n${list('\t')}`],
    ['a tab itself', `sep=\t\r\n${list('\t')}`],
    ['a delimiter that nobody would guess', `sep=^\r\n${list('^')}`],
    ['above a single lead', `SEP=,\r\n${list(',', LEADS.slice(0, 1))}`],
    ['a title in the first cell', `March webinar leads,,\r\n${list(',')}`],
    ['a title without delimiters', `March webinar leads\r\n${list(',')}`],
    ['two titles and blank lines', `Leads of 2026,,\r\n\r\nConfidential,,\r\n,,\r\n${list(',')}`],
    ['a title with a date beside it', `Report date,2026-03-01,\r\nRows,3,\r\n${list(',')}`],
    ['blank lines alone', `\r\n,,\r\n"","",""\r\n${list(',')}`],
    ['a row of groups', `Contact,,Address\r\n${list(',')}`],
    ['names of a form below', `${list(',').replace('\r\n', '\r\nphone_number,first_name,state\r\n')}`],
    ['units below', `${list(',').replace('\r\n', '\r\n(10 digits),(text),(2 letters)\r\n')}`],
    [
      'questions below, as surveys have them',
      `${list(',').replace('\r\n', '\r\nWhat is your phone?,And your name?,Which state?\r\n')}`,
    ],
    [
      'a line drawn below, as databases print it',
      `${list('|').replace('\r\n', '\r\n-----+-----+-----\r\n')}(3 rows)\r\n`,
    ],
    [
      'as many remarks at the end as leads',
      `${list(',')}\r\n"Leads by state"\r\n"Copyright, Acme"\r\nConfidential\r\nAcme\r\n`,
    ],
    ['names again in the middle', `${list(',')}${list(',', [])}`],
    ['names again, quoted, behind a mark', `${list(',')}\ufeff"Phone","First Name","State"\r\n`],
    ['a total at the end', `${list(',')}Total: 3,,\r\n`],
    ['a total in two cells', `${list(',')}Total,3,\r\n`],
    ['an end mark', `${list(',')}-- end --\r\n`],
    ['an end mark below blank lines and a count', `${list(',')},,\r\n(3 rows)\r\n\r\n*** END OF REPORT ***\r\n`],
    ['blank rows at the end', `${list(',')},,\r\n  ,  ,\r\n"","",""\r\n`],
  ])('%s', async (_name, content) => {
    const found = await look(content);
    expect(found.columns).toEqual(NAMES);
    expect(found.rows.slice(0, 1)).toEqual(LEADS.slice(0, 1));
    expect(found.rows).toEqual(LEADS.slice(0, found.rows.length));
    expect(found.rows.length).toBe(content.includes('8135550102') ? 3 : 1);
  });

  it('says what is left out, and where the names stand', async () => {
    const found = await look(`March leads,,\n${list(',')},,\nTotal: 3,,\n`);
    expect(found.headerLine).toBe(2);
    expect(found.top.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 7]);
    expect(found.notes).toEqual([
      '1 line above the column names is not read as leads.',
      '1 blank line not counted.',
      'The last line is not read as leads: “Total: 3”.',
    ]);
  });

  it('is taken as the operator says, or not at all', async () => {
    const path = join(folder, 'said.csv');
    writeFileSync(path, `Some words,more,and more\n${list(',')}`);
    const first = await inspectFile(path, { format: { header: true, headerLine: 1 } });
    expect(first.columns).toEqual(['Some words', 'more', 'and more']);
    expect(first.estimatedRows).toBe(4);
    const none = await inspectFile(path, { format: { header: false } });
    expect(none).toMatchObject({ columns: ['Column 1', 'Column 2', 'Column 3'], headerLine: null, estimatedRows: 5 });
  });

  it('leaves no lead out: a title above leads without names, and leads that read like names', async () => {
    expect((await look(`March leads,,\n${LEADS.map((cells) => cells.join(',')).join('\n')}\n`)).rows).toEqual(LEADS);
    const odd = ['7275550101,First National Bank,Main Street', '8135550102,State Street,Total'];
    expect((await look(`${odd.join('\n')}\n`)).rows).toHaveLength(2);
    const last = await look(`${list(',')}Total,Tess,FL\nPage,7275550109,FL\n`);
    expect(last.rows.at(-1)).toEqual(['Page', '7275550109', 'FL']);
    expect(last.rows).toHaveLength(5);
    expect((await look('7275551111,Ann\n7275551111,Ann\n')).rows).toHaveLength(2);
  });
});

describe('the order of the dialer’s standard lead file', () => {
  const lead = (code: string, phone: string) =>
    `90001|S1|129|${code}|${phone}|MR|Nora|Q|Quill|12 BAY ST|||TAMPA|FL||33701|USA|F|1970-01-01|7275550111|n1@example.com|none|COMMENTS`;

  it.each(['|', '\t', ','])('is known without names, cells between %j', async (delimiter) => {
    const rows = [lead('1', '7275550101'), lead('44', '2079460103'), lead('61', '255500104')];
    const found = await look(`${rows.join('\n').replaceAll('|', delimiter)}\n`);
    expect(found.format.header).toBe(false);
    expect(found.columns).toHaveLength(23);
    expect(found.columns.slice(0, 7)).toEqual([
      'vendor_lead_code',
      'source_id',
      'list_id',
      'phone_code',
      'phone_number',
      'title',
      'first_name',
    ]);
    expect(found.columns.at(-1)).toBe('comments');
    expect(found.rows).toHaveLength(3);
  });

  it('is not seen in other rows of as many columns', async () => {
    const other = Array.from({ length: 23 }, (_, at) => (at === 0 ? '7275550101' : `word${at}`)).join(',');
    expect((await look(`${other}\n${other.replace('0101', '0102')}\n`)).columns[4]).not.toBe('phone_number');
  });
});

describe('what is no list', () => {
  it.each([
    ['JSON', '[{"phone":"7275550101"}]', /is JSON/],
    ['JSON in lines', '{"phone":"7275550101"}\n{"phone":"8135550102"}\n', /is JSON/],
    ['HTML', '<html><head><meta charset="utf-8"></head><body><table><tr><td>1</td></tr></table>', /web page \(HTML\)/],
    ['HTML of another program', '\n<!DOCTYPE html>\n<table>', /web page \(HTML\)/],
    [
      'SpreadsheetML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="x">',
      /2003 XML/,
    ],
    ['XML', '<?xml version="1.0"?><leads/>', /is XML/],
    ['RTF', '{\\rtf1\\ansi}', /RTF/],
    ['gzip', '\x1f\u008b\x08', /gzip/],
    ['a vCard', 'BEGIN:VCARD\nVERSION:3.0\n', /vCard/],
  ])('%s', async (_name, content, sentence) => {
    const path = join(folder, `${++files}.csv`);
    writeFileSync(path, Buffer.from(content, 'latin1'));
    await expect(inspectFile(path)).rejects.toMatchObject({ code: 'binary', message: expect.stringMatching(sentence) });
  });
});
