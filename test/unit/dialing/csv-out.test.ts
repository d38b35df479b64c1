import { describe, expect, it } from 'vitest';
import { cellValue } from '../../../src-main/dialing/check-row/cell.ts';
import { csvCell, csvRow, formulaSafe } from '../../../src-main/dialing/csv-out.ts';

describe('formulaSafe', () => {
  it.each(['=1+1', '+1 727', '-5', '@SUM(A1)', '\t=x', '\rx', '\nx', ' =1', '＝1', '\t'])('%j is defused', (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`);
  });
  it.each(['', 'Jo', '5-3', 'a=b', "O'Brien", "'s-Gravenhage", '(727) 555-1111', ' a'])('%j stays', (cell) => {
    expect(formulaSafe(cell)).toBe(cell);
  });

  it('comes back as the same value, for every short text of dangerous characters', () => {
    const alphabet = ["'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', 'a', '"', '＋'];
    const texts = [''];
    for (let length = 1; length <= 4; length++) {
      for (const text of texts.filter((t) => t.length === length - 1)) for (const c of alphabet) texts.push(text + c);
    }
    const changed = texts.filter((t) => cellValue(formulaSafe(t)) !== cellValue(t));
    expect(changed).toEqual([]);
    expect(texts.length).toBeGreaterThan(20_000);
  });
});

describe('cellValue', () => {
  it.each([
    [' Jo ', 'Jo'],
    ["'=1+1", '=1+1'],
    ["'+1 727", '+1 727'],
    ["'s-Gravenhage", "'s-Gravenhage"],
    ["O'Brien", "O'Brien"],
    ["'", "'"],
    ['\u00a0x\u00a0', 'x'],
    ['\ufeffx', 'x'],
  ])('%j is %j', (cell, value) => expect(cellValue(cell)).toBe(value));
});

describe('csvRow', () => {
  it.each<[string[], string, string]>([
    [['a', 'b'], ',', 'a,b\r\n'],
    [['a,b', 'c"d', 'e\nf'], ',', '"a,b","c""d","e\nf"\r\n'],
    [['a;b', 'c,d'], ';', '"a;b";c,d\r\n'],
    [['=1', ' x '], ',', '\'=1," x "\r\n'],
    [[''], ',', '""\r\n'],
    [['', ''], ',', ',\r\n'],
    [['\t1'], '\t', '"\'\t1"\r\n'],
  ])('%j', (cells, delimiter, row) => expect(csvRow(cells, delimiter)).toBe(row));
  it('quotes what starts or ends in a space, so that no reader trims it', () => expect(csvCell(' a')).toBe('" a"'));
});
