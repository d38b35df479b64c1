import { describe, expect, it } from 'vitest';
import { type CsvRecord, createCsvReader, parseRecord } from '../../../../src-main/dialing/read-csv/reader.ts';
import { reference } from './reference.ts';

const COMMA = { delimiter: ',', quote: '"' } as const;

function read(text: string, size: number, format: { delimiter: string; quote: '"' | "'" | '' } = COMMA, cap?: number) {
  const records: CsvRecord[] = [];
  const options = cap === undefined ? {} : { maxRecordChars: cap };
  const reader = createCsvReader(format, (record) => records.push(record), options);
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.end();
  return records;
}

const SIZES = [1, 2, 3, 7, 65_536];

/** The cases that csv-spectrum, the CSV test suites of other readers and RFC 4180 publish, written anew. */
const CASES: readonly [name: string, text: string, cells: string[][]][] = [
  [
    'comma in quotes',
    'first,last,address\nJohn,Doe,"12 Elm St, Tampa"\n',
    [
      ['first', 'last', 'address'],
      ['John', 'Doe', '12 Elm St, Tampa'],
    ],
  ],
  [
    'empty cells',
    'a,b,c\n1,"",""\n2,3,\n',
    [
      ['a', 'b', 'c'],
      ['1', '', ''],
      ['2', '3', ''],
    ],
  ],
  [
    'empty cells, CRLF',
    'a,b\r\n1,""\r\n,\r\n',
    [
      ['a', 'b'],
      ['1', ''],
      ['', ''],
    ],
  ],
  [
    'doubled quotes',
    'a,b\n1,"ha ""ha"" ha"\n3,""""\n',
    [
      ['a', 'b'],
      ['1', 'ha "ha" ha'],
      ['3', '"'],
    ],
  ],
  [
    'JSON in a cell',
    'key,val\n1,"{""type"": ""Point"", ""at"": [102.0, 0.5]}"\n',
    [
      ['key', 'val'],
      ['1', '{"type": "Point", "at": [102.0, 0.5]}'],
    ],
  ],
  [
    'quoted line ends',
    'a,b\n1,"line\none"\n"t\r\nwo",x\n"\r",y\n',
    [
      ['a', 'b'],
      ['1', 'line\none'],
      ['t\r\nwo', 'x'],
      ['\r', 'y'],
    ],
  ],
  [
    'quotes and line ends',
    'a,b\n1,"ha\n""ha""\nha"\n3,4\n',
    [
      ['a', 'b'],
      ['1', 'ha\n"ha"\nha'],
      ['3', '4'],
    ],
  ],
  [
    'CR, LF and CRLF mixed',
    'a,b\r1,2\n3,4\r\n5,6',
    [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
  ],
  [
    'UTF-8 beyond one byte',
    'a,b\nʤ,"日本, 東京"\n',
    [
      ['a', 'b'],
      ['ʤ', '日本, 東京'],
    ],
  ],
  [
    'ragged rows',
    'a,b,c\n1\n1,2\n1,2,3,4\n1,2,3\n',
    [['a', 'b', 'c'], ['1'], ['1', '2'], ['1', '2', '3', '4'], ['1', '2', '3']],
  ],
  [
    'quote in the middle',
    'a 5" pipe,b"x"\n"c",6"\n',
    [
      ['a 5" pipe', 'b"x"'],
      ['c', '6"'],
    ],
  ],
  [
    'text after a closing quote',
    '"ab"c,d\n"e" ,"f"g"h",i\n1,2\n',
    [
      ['abc', 'd'],
      ['e ', 'fg"h"', 'i'],
      ['1', '2'],
    ],
  ],
  ['space before a quote', 'a, "b",c\n', [['a', ' "b"', 'c']]],
  ['NUL kept', 'a\0,"\0b"\n\0\n', [['a\0', '\0b'], ['\0']]],
  [
    'blank lines skipped',
    '\n\r\n\ra,b\n\n\r\n\r\r1,2\n\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a line of delimiters is a record',
    ',,\n,\n',
    [
      ['', '', ''],
      ['', ''],
    ],
  ],
  ['a line of spaces is a record', ' \n', [[' ']]],
  ['a quoted nothing is a record', '""\n', [['']]],
  [
    'no line end at the end',
    'a,b\n1,"2"',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a delimiter at the end',
    'a,b\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['a quoted cell, then the end', 'a,""', [['a', '']]],
  ['the mark before a quote', '\ufeff"a,1",b\n', [['a,1', 'b']]],
  ['nothing', '', []],
  ['the mark alone', '\ufeff', []],
  ['one cell', 'a', [['a']]],
];

describe('the reader on published edge cases', () => {
  it.each(CASES)('%s', (_name, text, cells) => {
    for (const size of SIZES) {
      const records = read(text, size);
      expect(records.map((record) => record.cells)).toEqual(cells);
      expect(records.every((record) => record.problem === null)).toBe(true);
      for (const record of records) expect(parseRecord(record.raw, COMMA)).toEqual(record.cells);
    }
  });

  it('reads with other delimiters and quotes, and with none', () => {
    for (const size of SIZES) {
      expect(read("a;'b;c';d\n'it''s';\"x\";\n", size, { delimiter: ';', quote: "'" }).map((r) => r.cells)).toEqual([
        ['a', 'b;c', 'd'],
        ["it's", '"x"', ''],
      ]);
      expect(read('"a\t5" b\n"c\n', size, { delimiter: '\t', quote: '' }).map((r) => r.cells)).toEqual([
        ['"a', '5" b'],
        ['"c'],
      ]);
      expect(read('a|"|"|é\n', size, { delimiter: '|', quote: '"' }).map((r) => r.cells)).toEqual([['a', '|', 'é']]);
      expect(read('aéb\n"é"éc\n', size, { delimiter: 'é', quote: '"' }).map((r) => r.cells)).toEqual([
        ['a', 'b'],
        ['é', 'c'],
      ]);
    }
  });

  it('tells the raw text, the record and the line of each record', () => {
    const text = 'a,b\r\n\r\n"1\r\n2","x"y\r3,4\n\n"5\n\r6",\n7';
    for (const size of SIZES) {
      expect(read(text, size).map(({ raw, number, line }) => [raw, number, line])).toEqual([
        ['a,b', 1, 1],
        ['"1\r\n2","x"y', 2, 3],
        ['3,4', 3, 5],
        ['"5\n\r6",', 4, 7],
        ['7', 5, 10],
      ]);
    }
  });

  it('gives only raw text when no cells are wanted', () => {
    const records: CsvRecord[] = [];
    const reader = createCsvReader(COMMA, (record) => records.push(record), { cells: false, firstNumber: 0 });
    reader.push('a,"b\n"\n"c');
    reader.end();
    expect(records.map((r) => [r.raw, r.number, r.cells.length])).toEqual([
      ['a,"b\n"', 0, 0],
      ['"c', 1, 0],
    ]);
  });

  it('refuses text after the end', () => {
    const reader = createCsvReader(COMMA, () => undefined);
    reader.end();
    expect(() => reader.push('a')).toThrow(/after its end/);
  });
});

describe('an unclosed quote', () => {
  it('costs one line at the end of the file', () => {
    for (const size of SIZES) {
      const records = read('1,a\n2,"b,c\n3,d\n4,"e\nf"\n', size).map((r) => [r.cells, r.problem]);
      // The quote of row 2 is closed by the one of row 4: row 2 is flagged for what it may have swallowed.
      expect(records).toEqual([
        [['1', 'a'], null],
        [['2', 'b,c\n3,d\n4,e'], 'stray-quote'],
        [['f"'], null],
      ]);
      const open = read('1,a\n2,"b,c\r\n3,d\n4,e', size);
      expect(open.map((r) => [r.cells, r.problem, r.line, r.raw])).toEqual([
        [['1', 'a'], null, 1, '1,a'],
        [['2', '"b', 'c'], 'unclosed-quote', 2, '2,"b,c'],
        [['3', 'd'], null, 3, '3,d'],
        [['4', 'e'], null, 4, '4,e'],
      ]);
    }
  });

  it('keeps the quoted lines before it in its record', () => {
    for (const size of SIZES) {
      expect(read('"a\nb","c\nd\n', size).map((r) => [r.cells, r.problem, r.line])).toEqual([
        [['a\nb', '"c'], 'unclosed-quote', 1],
        [['d'], null, 3],
      ]);
    }
  });

  it('costs one line at the cap, and every later row is read', () => {
    const rows = Array.from({ length: 300 }, (_, row) => `${row},${row === 20 ? '"oops' : 'fine'},x`);
    for (const size of SIZES) {
      const records = read(rows.join('\r\n'), size, COMMA, 200);
      expect(records).toHaveLength(300);
      expect(records.filter((r) => r.problem !== null).map((r) => [r.number, r.line, r.cells])).toEqual([
        [21, 21, ['20', '"oops', 'x']],
      ]);
      expect(records[299]).toMatchObject({ number: 300, line: 300, cells: ['299', 'fine', 'x'], problem: null });
    }
  });

  it('is open still where the cap cuts a doubled quote in two', () => {
    for (const size of SIZES) {
      expect(read('"a\nbcdef""gh\nz,1\n', size, COMMA, 9).map((r) => [r.raw, r.problem])).toEqual([
        ['"a', 'unclosed-quote'],
        ['bcdef""gh', null],
        ['z,1', null],
      ]);
    }
  });

  it('does not hold more than the cap', () => {
    const records: CsvRecord[] = [];
    const reader = createCsvReader(COMMA, (record) => records.push(record), { maxRecordChars: 1000 });
    reader.push('"open\n');
    for (let line = 0; line < 90; line++) reader.push('0123456789\n');
    expect(records).toHaveLength(0);
    for (let line = 0; line < 10; line++) reader.push('0123456789\n');
    expect(records.length).toBeGreaterThan(90);
    reader.end();
    expect(records).toHaveLength(101);
  });

  it('is found in linear time in a megabyte of it: in a square of it, this test would not end', () => {
    const text = `"${'a""b\n'.repeat(300_000)}`;
    expect(read(text, 65_536).length).toBe(300_000);
  });
});

describe('the cap', () => {
  it('lets a record of just its length pass', () => {
    for (const size of SIZES) {
      for (const text of ['12345,7890\nx', '"a\nb","cd"\nx', '12345,7890', '12345,7890\r\nx']) {
        expect(read(text, size, COMMA, 10)[0]).toMatchObject({ problem: null });
      }
    }
  });

  it('cuts a longer one, flags it and goes on with the next line', () => {
    for (const size of SIZES) {
      expect(read('1,abcdefghijkl,"\n2,b\r\n3,c', size, COMMA, 10).map((r) => [r.raw, r.problem, r.line])).toEqual([
        ['1,abcdefgh', 'too-long', 1],
        ['2,b', null, 2],
        ['3,c', null, 3],
      ]);
      expect(read(`1,abcdefg😀${'x'.repeat(90)}\n`, size, COMMA, 10).map((r) => r.raw)).toEqual(['1,abcdefg']);
      expect(read(`"${'x'.repeat(90)}\n2`, size, COMMA, 10).map((r) => [r.raw, r.problem])).toEqual([
        ['"xxxxxxxxx', 'too-long'],
        ['2', null],
      ]);
    }
  });

  it('gives the same records wherever the text is cut, and raw text that reads the same', () => {
    const random = mulberry32(7);
    for (let round = 0; round < 3000; round++) {
      const text = randomText(random, 60);
      const cap = 1 + Math.floor(random() * 20);
      const whole = read(text, text.length + 1, COMMA, cap);
      for (const record of whole) {
        expect(record.raw.length).toBeLessThanOrEqual(cap);
        same(parseRecord(record.raw, COMMA), record.cells, record.raw);
      }
      for (const size of [1, 2, 3, 7, 13]) same(read(text, size, COMMA, cap), whole, JSON.stringify([text, cap, size]));
    }
  });
});

describe('random files against the reference', () => {
  it.each([
    [',', '"'],
    [';', '"'],
    [',', "'"],
    [',', ''],
  ] as const)('delimiter %s and quote %s, at every chunk size', (delimiter, quote) => {
    const random = mulberry32(20_26 + delimiter.charCodeAt(0));
    const format = { delimiter, quote };
    for (let round = 0; round < 2500; round++) {
      const text = randomText(random, 24);
      const expected = reference(text, delimiter, quote);
      const shown = JSON.stringify(text);
      for (let size = 1; size <= Math.max(text.length, 1); size++) {
        const records = read(text, size, format);
        same(
          records.map(({ cells, raw, line, problem }) => ({ cells, raw, line, problem })),
          expected,
          `${shown} at ${size}`,
        );
      }
      for (const { raw, cells } of expected) same(parseRecord(raw, format), cells, shown);
    }
  });
});

/** Compares by text first: `toEqual` on some 100,000 small files would take most of the time. */
function same(found: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found, what).toEqual(expected);
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function randomText(random: () => number, longest: number): string {
  const alphabet = ['a', 'b', ',', ',', '"', '"', '"', '\r', '\n', '\n', ';', 'é', '😀', ' ', "'", '\0'];
  let text = random() < 0.05 ? '\ufeff' : '';
  for (let left = Math.floor(random() * longest); left > 0; left--) {
    text += alphabet[Math.floor(random() * alphabet.length)] ?? '';
  }
  return text;
}
