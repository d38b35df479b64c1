import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { highBytes } from '../../../../src-main/dialing/read-csv/code-pages.ts';
import { inspectFile } from '../../../../src-main/dialing/read-csv/inspect.ts';
import { readCsvFile } from '../../../../src-main/dialing/read-csv/read-file.ts';
import type { CsvEncoding } from '../../../../src-preload/contract/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'trunkline-encoding-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The bytes of text in an encoding of one byte a character. */
function bytesOf(text: string, encoding: CsvEncoding): Buffer {
  const table = highBytes(encoding);
  return Buffer.from(
    Array.from(text, (char) => {
      const at = char < '\x80' ? char.charCodeAt(0) : table.indexOf(char) + 0x80;
      if (at < 0x80 && char >= '\x80') throw new Error(`${encoding} has no ${char}`);
      return at;
    }),
  );
}

let files = 0;
function file(...parts: (string | Buffer)[]): string {
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))));
  return path;
}

const list = (names: readonly string[]) =>
  `Phone,Name\r\n${names.map((name, at) => `72755501${at + 10},${name}\r\n`).join('')}`;

/** What names are found and read in a file. */
async function namesIn(path: string) {
  const found = await inspectFile(path);
  const read: (string | undefined)[] = [];
  await readCsvFile(path, found.format, ({ cells }) => read.push(cells[1]));
  expect(found.samples.map((cells) => cells[1])).toEqual(read);
  return { encoding: found.format.encoding, choices: found.encodings, names: read };
}

const CASES: readonly [encoding: CsvEncoding, names: string[]][] = [
  ['windows-1252', ['José Peña', 'Zoë Núñez', 'André O’Malley']],
  ['windows-1252', ['José']],
  ['windows-1252', ['JOSÉ PEÑA', '5 Bay – rear', 'Thaís', 'Jalapeño Café']],
  ['macintosh', ['José Peña', 'Zoë Núñez', 'André O’Malley']],
  ['macintosh', ['François Müller', 'Inés Ibáñez', 'Thaïs']],
  ['cp850', ['José Peña', 'Zoë Núñez', 'Müller']],
  ['cp850', ['Günther Strauß', 'María', 'Françoise']],
  ['windows-1250', ['Jiří Dvořák', 'Łukasz Kamiński', 'Šárka Nováková']],
  ['iso-8859-2', ['Jiří Dvořák', 'Tomáš Růžička', 'Łukasz']],
  ['cp852', ['Jiří Dvořák', 'Tomáš Růžička', 'Łukasz']],
  ['iso-8859-15', ['Cœur Bœuf', 'Šimek']],
  ['windows-1251', ['Иван Петров', 'Ольга Сидорова']],
  ['koi8-r', ['Иван Петров', 'Ольга Сидорова']],
  ['cp866', ['Иван Петров', 'Ольга Сидорова']],
  ['windows-1253', ['Γιώργος Παπαδόπουλος', 'Μαρία Νικολάου']],
  ['windows-1254', ['Ayşe Yılmaz', 'Doğan Şahin']],
];

describe('an encoding is known by the letters that names are made of', () => {
  it.each(CASES)('%s: %j', async (encoding, names) => {
    expect(await namesIn(file(bytesOf(list(names), encoding)))).toEqual({ encoding, choices: [], names });
  });

  it('Shift-JIS, whose second bytes may be ASCII', async () => {
    const names = ['93639286', '8354836783458e71'].map((hex) => Buffer.from(hex, 'hex'));
    const path = file('Phone,Name\n7275550101,', names[0] ?? '', '\n7275550102,', names[1] ?? '', '\n');
    const { encodings } = await inspectFile(path);
    const found = await inspectFile(path, { format: { encoding: 'shift_jis' } });
    expect(found.samples.map((cells) => cells[1])).toEqual(['田中', 'サトウ子']);
    if (encodings.length > 0) expect(encodings.map(({ encoding }) => encoding)).toContain('shift_jis');
    else expect((await inspectFile(path)).format.encoding).toBe('shift_jis');
  });

  it('rows of UTF-8 and rows of Windows-1252 in one file, with a mark in its midst', async () => {
    const path = file(list(['José']), bytesOf('7275550102,Peña\r\n', 'windows-1252'), `\ufeff${list(['Zoë'])}`);
    expect(await namesIn(path)).toEqual({
      encoding: 'utf-8+windows-1252',
      choices: [],
      names: ['José', 'Peña', 'Zoë'],
    });
  });
});

describe('an encoding that can’t be told', () => {
  it('is asked for, with how the words would read', async () => {
    const path = file(Buffer.from('Phone,Name\n7275550101,K\xb3r\xa6\n', 'latin1'));
    const { encodings } = await inspectFile(path);
    expect(encodings.length).toBeGreaterThan(1);
    expect(new Set(encodings.map(({ examples }) => examples[0])).size).toBe(encodings.length);
    expect((await inspectFile(path, { format: { encoding: 'cp852' } })).encodings).toEqual([]);
  });

  it('is asked for where a letter is cut in two', async () => {
    const { choices } = await namesIn(file(list(['José']), Buffer.from('7275550102,Jos\xc3\r\n', 'latin1')));
    expect(choices.length).toBeGreaterThan(0);
  });
});
