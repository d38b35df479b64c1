import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src-main/dialing/read-csv/inspect.ts';
import { readCsvFile } from '../../../../src-main/dialing/read-csv/read-file.ts';
import { type CsvRecord, parseRecord } from '../../../../src-main/dialing/read-csv/reader.ts';
import type { CsvFormat } from '../../../../src-preload/contract/csv-format.ts';
import { DIAL_LIST_COLUMNS, makeDialList } from '../../../bench/make-list.ts';
import { reference } from './reference.ts';

const folder = mkdtempSync(join(tmpdir(), 'trunkline-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const FORMAT: CsvFormat = { encoding: 'utf-8', delimiter: ',', quote: '"', header: true };

describe('reading a file', () => {
  it('hands out every record of a made list, the header left out, as the reference reads it', async () => {
    const path = join(folder, 'list.csv');
    await makeDialList(path, 6000);
    const rows: { raw: string; cells: string[]; line: number; number: number }[] = [];
    let bytes = 0;
    let chunks = 0;
    const reading = await readCsvFile(
      path,
      FORMAT,
      ({ raw, cells, line, number }) => rows.push({ raw, cells, line, number }),
      {
        onBytes: (read) => {
          bytes = read;
        },
        onChunk: () => {
          chunks++;
        },
      },
    );
    const text = readFileSync(path, 'utf8');
    expect(reading).toEqual({ records: 6000, bytes: Buffer.byteLength(text), replaced: false });
    expect(bytes).toBe(reading.bytes);
    expect(chunks).toBeGreaterThan(3);
    const expected = reference(text, ',', '"').slice(1);
    expect(rows).toEqual(expected.map(({ raw, cells, line }, at) => ({ raw, cells, line, number: at + 1 })));
    expect(rows.every(({ cells }) => cells.length === DIAL_LIST_COLUMNS.length)).toBe(true);
    expect(new Set(rows.map(({ cells }) => cells[2])).size).toBe(6000);
    const found = await inspectFile(path);
    expect(found).toMatchObject({ format: FORMAT, columns: DIAL_LIST_COLUMNS, estimatedRows: 6000, problems: 0 });
    expect(found.accented).toHaveLength(12);
    for (const { row, cells } of found.accented) expect(cells).toEqual(rows[row - 1]?.cells);
  });

  it('waits for whoever takes the records', async () => {
    const path = join(folder, 'paced.csv');
    writeFileSync(path, '7275551111,Ann\n'.repeat(100_000));
    let busy = false;
    let taken = 0;
    await readCsvFile(
      path,
      { ...FORMAT, header: false },
      () => {
        expect(busy).toBe(false);
        taken++;
      },
      {
        onChunk: async () => {
          busy = true;
          await new Promise((resolve) => setImmediate(resolve));
          busy = false;
        },
      },
    );
    expect(taken).toBe(100_000);
  });

  it('reads Windows-1252 and UTF-16, and tells what it had to replace', async () => {
    const path = join(folder, 'encoded.csv');
    const read = async (bytes: Buffer, format: CsvFormat) => {
      writeFileSync(path, bytes);
      const records: CsvRecord[] = [];
      const { replaced } = await readCsvFile(path, format, (record) => records.push(record));
      for (const { raw, cells } of records) expect(parseRecord(raw, format)).toEqual(cells);
      return { replaced, cells: records.map((record) => record.cells) };
    };
    const latin = Buffer.from('n,c\nJosé,\x80\n', 'latin1');
    expect(await read(latin, { ...FORMAT, encoding: 'windows-1252' })).toEqual({
      replaced: false,
      cells: [['José', '€']],
    });
    expect((await read(latin, FORMAT)).replaced).toBe(true);
    const wide = Buffer.from('\ufeffn;c\r\nŁucja;"😀\r\n"', 'utf16le');
    expect(await read(wide, { ...FORMAT, encoding: 'utf-16le', delimiter: ';' })).toEqual({
      replaced: false,
      cells: [['Łucja', '😀\r\n']],
    });
  });

  it('passes on the cap', async () => {
    const path = join(folder, 'capped.csv');
    writeFileSync(path, 'a,b\n1,"open\n2,b\n3,c\n');
    const problems: (string | null)[] = [];
    await readCsvFile(path, FORMAT, (record) => problems.push(record.problem), { maxRecordChars: 10 });
    expect(problems).toEqual(['unclosed-quote', null, null]);
  });

  it('stops on a signal, on an error of the taker, and where there is no file', async () => {
    const path = join(folder, 'paced.csv');
    writeFileSync(path, '7275551111,Ann\n'.repeat(100_000));
    const stop = new AbortController();
    const reason = new Error('enough');
    let taken = 0;
    const reading = readCsvFile(path, FORMAT, () => taken++, {
      signal: stop.signal,
      onBytes: () => stop.abort(reason),
    });
    await expect(reading).rejects.toBe(reason);
    expect(taken).toBeLessThan(50_000);
    const broken = new Error('disk full');
    const failing = readCsvFile(path, FORMAT, () => {
      throw broken;
    });
    await expect(failing).rejects.toBe(broken);
    await expect(readCsvFile(join(folder, 'none.csv'), FORMAT, () => undefined)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(readCsvFile(path, FORMAT, () => undefined, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });
});
