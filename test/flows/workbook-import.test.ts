import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialSettings } from '../../src-preload/contract/index.ts';
import { begin, connect, startDesk, testDialer } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';
import { type Cell, makeXlsx } from '../support/make-xlsx.ts';

const raw = (xml: string): Cell => ({ xml });
/** A title over all columns, names of columns, and rows as Excel keeps them: numbers in E notation, days, formulas, hidden rows. */
const row = (at: number, phone: string, name: string, day: number, zip: number, hidden = false): string =>
  `<row r="${at}"${hidden ? ' hidden="1"' : ''}><c r="A${at}"><v>${phone}</v></c><c r="B${at}" t="str"><v>${name}</v></c>` +
  `<c r="C${at}" s="1"><v>${day}</v></c><c r="D${at}" s="2"><v>${zip}</v></c>` +
  `<c r="E${at}" t="str"><f>IF(D${at}&lt;9999,"NJ","FL")</f><v>${zip < 9999 ? 'NJ' : 'FL'}</v></c></row>`;
const text = (at: string, words: string) => `<c r="${at}" t="str"><v>${words}</v></c>`;

function workbook(): string {
  const path = join(testFolder('workbook'), 'March.xlsx');
  makeXlsx(path, {
    formats: [14, '00000'],
    sheets: [
      { name: 'Summary', rows: [['Leads', 4], [raw('<c r="A2" t="str"><v>Made by Kim</v></c>')]] },
      {
        name: 'Leads',
        rows:
          `<row r="1">${text('A1', 'March leads')}</row>` +
          `<row r="3">${text('A3', 'Phone')}${text('B3', 'Full Name')}${text('C3', 'Birth Date')}${text('D3', 'ZIP')}${text('E3', 'State')}</row>` +
          row(4, '1.2015550101E10', 'Quill, Nora', 29347, 7030) +
          row(5, '8.135550102E9', 'Omar Vance', 27394, 33602, true) +
          row(6, '12345', 'Pia Reed', 27394, 33101) +
          row(7, '7275550104', 'Ray Stone', 27394, 33701),
        after: '<mergeCells><mergeCell ref="A1:E1"/></mergeCells>',
      },
    ],
  });
  return path;
}

describe('a workbook, from its sheet to the dialer and back to a file of rejects', () => {
  it('is read as its cells show, edited, sent, and what is left out is a file to import again', async () => {
    const dialer = await testDialer({});
    const desk = await startDesk();
    const connectionId = await connect(desk, { url: dialer.url });
    const path = workbook();
    const { id, inspection } = await desk.call('imports.open', { path, name: 'March.xlsx' });
    expect(inspection.sheets.map(({ name }) => name)).toEqual(['Summary', 'Leads']);
    const chosen = await desk.call('imports.reformat', { id, format: { sheet: 'Leads' } });
    expect(chosen.inspection).toMatchObject({
      headerLine: 3,
      columns: ['Phone', 'Full Name', 'Birth Date', 'ZIP', 'State'],
    });
    expect(chosen.inspection.notes.join(' ')).toContain('1 hidden row is read like the others');
    await desk.call('imports.configure', {
      id,
      connectionId,
      settings: dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' }),
      mapping: chosen.suggestion.mapping,
    });
    await desk.call('imports.check', { id });
    const checked = await until(async () => {
      const found = await desk.call('imports.get', { id });
      return found.state === 'checked' ? found : null;
    }, 'the workbook is checked');
    expect(checked.rows).toMatchObject({ total: 4, send: 3, error: 1 });
    await desk.call('imports.editRow', { id, row: 4, edits: { last_name: 'Stones' } });
    await begin(desk, id);
    await desk.rest();
    const held = (phone: string) => dialer.admin.leadsByPhone(phone)[0];
    expect(held('2015550101')).toMatchObject({
      first_name: 'Nora',
      last_name: 'Quill',
      date_of_birth: '1980-05-06',
      postal_code: '07030',
      state: 'NJ',
    });
    expect(held('8135550102')).toMatchObject({ first_name: 'Omar', last_name: 'Vance', postal_code: '33602' });
    expect(held('7275550104')).toMatchObject({ first_name: 'Ray', last_name: 'Stones' });
    const rejects = await desk.call('imports.rejects', { id });
    const lines = readFileSync(rejects.path, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(lines[0]).toBe('Phone,Full Name,Birth Date,ZIP,State,Trunkline reason,Vendor line');
    expect(lines[1]).toMatch(/^12345,Pia Reed,.*,33101,FL,phone shorter than 6 digits/);
    expect(lines).toHaveLength(2);
  });
});
