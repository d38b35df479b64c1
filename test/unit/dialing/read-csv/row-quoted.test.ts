import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src-main/dialing/read-csv/inspect.ts';
import { readCsvFile } from '../../../../src-main/dialing/read-csv/read-file.ts';
import { parseRecord } from '../../../../src-main/dialing/read-csv/reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'trunkline-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function look(text: string) {
  const path = join(folder, 'list.csv');
  writeFileSync(path, text);
  const found = await inspectFile(path);
  const rows: string[][] = [];
  await readCsvFile(path, found.format, ({ cells, raw }) => {
    expect(parseRecord(raw, found.format)).toEqual(cells);
    rows.push(cells);
  });
  expect(found.samples).toEqual(rows);
  return { ...found, rows };
}

describe('a list of which every row stands in quotes', () => {
  it('is read inside them, with any delimiter, and it is said', async () => {
    const found = await look('"Phone;Name;Note"\n"7275550101;Nora;""a;b"" c"\n"8135550102;Omar;"\n');
    expect(found.format).toMatchObject({ delimiter: ';', quote: '"', rowQuoted: true });
    expect(found.columns).toEqual(['Phone', 'Name', 'Note']);
    expect(found.rows).toEqual([
      ['7275550101', 'Nora', 'a;b c'],
      ['8135550102', 'Omar', ''],
    ]);
    expect(found.notes).toContain(
      'Each row is quoted as a single cell; the text inside the quotes is read as columns.',
    );
  });

  it.each([
    ['quoted cells', '"Phone","Name"\n"7275550101","Quill, Nora"\n'],
    ['one column of phones', '"Phone"\n"7275550101"\n"8135550102"\n'],
    ['rows of which some stand free', '"Phone,Name"\n7275550101,Nora\n8135550102,Omar\n'],
  ])('%s are not such a list', async (_, text) => {
    expect((await look(text)).format.rowQuoted).toBeUndefined();
  });
});
