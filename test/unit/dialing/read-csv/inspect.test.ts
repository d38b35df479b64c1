import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CsvFileError, fileFingerprint, inspectFile } from '../../../../src-main/dialing/read-csv/inspect.ts';

const folder = mkdtempSync(join(tmpdir(), 'trunkline-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, content);
  return path;
}

const ROWS = 12_000;
const manyRows = (name: (row: number) => string): string =>
  Array.from({ length: ROWS }, (_, row) => `${7_275_550_000 + row},${name(row)},"12 Elm St, Tampa"`).join('\n');

describe('inspecting a file', () => {
  it('tells size, hash, rows, columns and samples in one pass with progress', async () => {
    const text = `phone_number,first_name,address1\n${manyRows((row) => (row === 11_000 ? 'José' : 'Ann'))}\n`;
    const path = file(text);
    const progress: number[] = [];
    const found = await inspectFile(path, { onProgress: (bytes, size) => progress.push(bytes / size) });
    expect(found).toMatchObject({
      size: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
      format: { encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
      columns: ['phone_number', 'first_name', 'address1'],
      estimatedRows: ROWS,
      problems: 0,
      replaced: false,
      accented: [{ row: 11_001, cells: ['7275561000', 'José', '12 Elm St, Tampa'] }],
    });
    expect(found.samples).toHaveLength(20);
    expect(found.samples[0]).toEqual(['7275550000', 'Ann', '12 Elm St, Tampa']);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toBe(1);
    expect(await fileFingerprint(path)).toEqual({ size: found.size, sha256: found.sha256 });
  });

  it('takes one byte near the end that is not UTF-8 for Windows-1252, and shows that record', async () => {
    const text = `phone,name,address\n${manyRows((row) => (row === 11_990 ? 'Jos#' : 'Ann'))}`;
    const bytes = Buffer.from(text);
    bytes[bytes.lastIndexOf('#')] = 0xe9;
    const found = await inspectFile(file(bytes));
    expect(found.format.encoding).toBe('windows-1252');
    expect(found.accented).toEqual([{ row: 11_991, cells: ['7275561990', 'José', '12 Elm St, Tampa'] }]);
  });

  it('checks UTF-8 over block borders', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = `${'x'.repeat(256 * 1024 - shift - 2)}\n😀,é\n`;
      expect((await inspectFile(file(text))).format.encoding).toBe('utf-8');
    }
    expect(
      (await inspectFile(file(Buffer.concat([Buffer.from('name\na\n'), Buffer.from([0xc3])])))).format.encoding,
    ).toBe('windows-1252');
  });

  it('prefers records that bring new letters, up to twelve, in the order of the file', async () => {
    const names = Array.from({ length: 40 }, () => 'José').concat(['Zoë', 'Łucja', '東京']);
    const found = await inspectFile(
      file(`phone,name\n${names.map((name, row) => `72755510${row + 10},${name}`).join('\n')}`),
    );
    expect(found.accented).toHaveLength(12);
    expect(found.accented.map((sample) => sample.cells[1])).toEqual([
      ...Array.from({ length: 9 }, () => 'José'),
      'Zoë',
      'Łucja',
      '東京',
    ]);
    expect(found.accented.at(-1)?.row).toBe(43);
  });

  it.each([
    ['utf-8 with its mark', '\ufeff', 'utf8', 'utf-8'],
    ['utf-16le with its mark', '\ufeff', 'utf16le', 'utf-16le'],
    ['utf-16le without', '', 'utf16le', 'utf-16le'],
  ] as const)('reads %s', async (_name, mark, nodeEncoding, encoding) => {
    const found = await inspectFile(file(Buffer.from(`${mark}Telefon;Name\r\n030 555 01;Jürgen\r\n`, nodeEncoding)));
    expect(found).toMatchObject({
      format: { encoding, delimiter: ';', header: true },
      columns: ['Telefon', 'Name'],
      samples: [['030 555 01', 'Jürgen']],
    });
    expect(found.accented).toEqual([{ row: 1, cells: ['030 555 01', 'Jürgen'] }]);
  });

  it('reads utf-16be, with its mark and without', async () => {
    for (const mark of ['\ufeff', '']) {
      const found = await inspectFile(file(Buffer.from(`${mark}phone\tname\n7275551111\tŁucja\n`, 'utf16le').swap16()));
      expect(found).toMatchObject({
        format: { encoding: 'utf-16be', delimiter: '\t' },
        samples: [['7275551111', 'Łucja']],
      });
    }
  });

  it('takes what the operator has chosen', async () => {
    const path = file(Buffer.from('phone;naïve\n7275551111;José\n'));
    const found = await inspectFile(path, { format: { encoding: 'windows-1252', header: false } });
    expect(found.format).toEqual({ encoding: 'windows-1252', delimiter: ';', quote: '"', header: false });
    expect(found.columns).toEqual(['Column 1', 'Column 2']);
    expect(found.samples).toEqual([
      ['phone', 'naÃ¯ve'],
      ['7275551111', 'JosÃ©'],
    ]);
    expect(found.accented[0]?.row).toBe(1);
    const latin = file(Buffer.from('phone,name\n7275551111,José\n', 'latin1'));
    expect(await inspectFile(latin, { format: { encoding: 'utf-8' } })).toMatchObject({
      replaced: true,
      samples: [['7275551111', 'Jos\ufffd']],
    });
    expect(await inspectFile(latin)).toMatchObject({ replaced: false, samples: [['7275551111', 'José']] });
    const section = file('phone§name\n7275551111§José\n');
    expect((await inspectFile(section, { format: { delimiter: '§' } })).samples).toEqual([['7275551111', 'José']]);
  });

  it('counts records with a problem', async () => {
    const found = await inspectFile(file('phone,name\n7275551111,"Ann\n7275551112,Bob\n'));
    expect(found).toMatchObject({ estimatedRows: 2, problems: 1 });
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const looking = inspectFile(file(manyRows(() => 'Ann')), {
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(looking).rejects.toBe(reason);
  });
});

describe('a file that can’t be a list', () => {
  const nuls = Buffer.alloc(5000);
  nuls.write('abc');
  it.each([
    ['empty', Buffer.alloc(0), 'empty', /0 bytes/],
    ['blank', Buffer.from('\n\r\n\n'), 'empty', /blank lines/],
    ['the mark alone', Buffer.from('\ufeff'), 'empty', /blank lines/],
    ['a workbook', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'), 'binary', /damaged workbook/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'binary', /PDF/],
    ['NULs', nuls, 'binary', /isn’t text/],
  ] as const)('%s', async (_name, bytes, code, sentence) => {
    const error: unknown = await inspectFile(file(bytes)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CsvFileError);
    expect(error).toMatchObject({ code });
    expect(String(error)).toMatch(sentence);
  });

  it('a missing file and a folder', async () => {
    await expect(inspectFile(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(inspectFile(folder)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('but a stray NUL is no reason', async () => {
    expect(
      (await inspectFile(file(`phone,name\n${'7275551111,Ann\n'.repeat(50)}7275551112,B\0b\n`))).estimatedRows,
    ).toBe(51);
  });
});
