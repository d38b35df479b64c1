import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FixedSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import { close, everyone, ids, lead, open, put, search } from './lead-search-support.ts';

describe('what finds whom', () => {
  beforeAll(() => {
    open();
    put(
      lead(1, 'José García-Díaz', {
        words: 'jose.garcia87@mail.example.com St. Petersburg',
        notes: "Don't call before 10; prefers evenings",
        phones: ['17275551111', '18135550199'],
      }),
      lead(2, "Sinéad O'Brien", { words: 'mj@hospital.org Tampa', phones: ['17275552222'] }),
      lead(3, 'Christopher Johnson', { words: 'cj@gmail.com New York', phones: ['442079460123'] }),
      lead(4, 'Łukasz Ødegård', { words: 'lo@yahoo.com Zürich' }),
      lead(5, 'Мария Иванова', { words: '' }),
      lead(6, '李小龍', { words: '' }),
      lead(7, 'J. R. Smith', {
        places: 'St. Louis\nMO\nMISSOURI\nAT&T',
        words: 'jo.vance@example.net 63101 MD',
        notes: 'call at 5 pm',
      }),
      lead(8, 'Jean D Arcy', { places: 'El Paso\nTX\nTEXAS\nMercy Clinic of L.A.' }),
      lead(9, 'Pia O’Neil', { places: 'La Jolla\nCA\nCALIFORNIA' }),
    );
  });
  afterAll(close);

  it.each<[string, number[]]>([
    ['j', [9, 8, 7, 3, 1]],
    ['jo', [9, 7, 3, 1]],
    ['jose', [1]],
    ['JOSÉ', [1]],
    ['garcia diaz', [1]],
    ['diaz, jose', [1]],
    ['garcia-diaz', [1]],
    ['garciad', [1]],
    ['garcia87', [1]],
    ["o'brien", [2]],
    ['O’Brien', [2]],
    ['obrien', [2]],
    ['brien', [2]],
    ['christoph', [3]],
    ['christopher j', [3]],
    ['christopherx', []],
    ['johnsonville', []],
    ['lukasz odegard', [4]],
    ['zurich', [4]],
    ['zürich', [4]],
    ['мари', [5]],
    ['иванова мария', [5]],
    ['李', [6]],
    ['petersburg jose', [1]],
    ['even', [1]],
    ['dont', [1]],
    ["don't", [1]],
    ['jose.garcia87@mail.example.com', [1]],
    ['jose.garcia87@ma', [1]],
    ['mj@hospital.org', [2]],
    ['@hospital', [2]],
    ['gmail.com', [3]],
    ['gmail.c', [3]],
    ['york christopher', [3]],
    ['york tampa', []],
    ['st louis', [7]],
    ['St. Louis', [7]],
    ['st', [7, 1]],
    ['stlouis', [7]],
    ['lou st', [7]],
    ['mo', [7]],
    ['missouri', [7]],
    ['smith mo', [7]],
    ['j r smith', [7]],
    ['J.R. Smith', [7]],
    ['jr smith', [7]],
    ['at&t', [7]],
    ['md', [7]],
    ['63101', [7]],
    ['jo vance', [7]],
    ['pm', [7]],
    ['p', [9, 8]],
    ['el paso', [8]],
    ['el paso tx', [8]],
    ["d'arcy", [8]],
    ['d arcy', [8]],
    ['darcy', [8]],
    ['mercy', [8]],
    ['la jolla', [9]],
    ['la', [9, 8]],
    ["o'neil ca", [9]],
    ['oneil', [9]],
    ['o neil', [9]],
    ['el dorado', []],
    ['zzz', []],
  ])('%s', (text, expected) => {
    expect(search.find(text, everyone, 1000)).toEqual({ ids: expected, exact: true });
  });

  it.each<[string, number[]]>([
    ['(727) 555-1', [1]],
    ['(727) 555', [2, 1]],
    ['(727', [2, 1]],
    ['5551111', [1]],
    ['555-11', [1]],
    ['1111', [1]],
    ['199', [1]],
    ['+1 727', [2, 1]],
    ['+1 (727) 555-2222', [2]],
    ['1-727-555-2222', [2]],
    ['727.555.2222', [2]],
    ['727 555 2222', [2]],
    ['tel: 727 555 2222', [2]],
    ['+44 20 7946 0123', [3]],
    ['+44 (0)20 7946 0123', [3]],
    ['020 7946 0123', [3]],
    ['00442079460123', [3]],
    ['011 44 20 7946', [3]],
    ['jose 727', [1]],
    ['727 jose', [1]],
    ['jose (727) 555-1', [1]],
    ['sinead 555-1111', []],
    ['9999', []],
    ['9999999999999999999999999', []],
    ['5551112', []],
    ['5552223', []],
    ['55501991813', []],
  ])('phone: %s', (text, expected) => {
    expect(search.find(text, everyone, 1000)).toEqual({ ids: expected, exact: true });
  });

  it('one or two digits and bare signs narrow nothing', () => {
    for (const text of ['7', '72', '(', '+1', '"', '-', "'", '@', '*', '\0', '😀']) {
      expect(search.narrows(text)).toBe(false);
      expect(ids(text, FixedSet.of([2, 9, 4]))).toEqual([9, 4, 2]);
    }
    expect(ids('jose 72')).toEqual([1]);
  });

  it('no text has syntax', () => {
    for (const text of [
      '"jose',
      'jose"',
      'jose OR sinead',
      'NEAR(jose garcia)',
      'name:jose',
      '^jose',
      'jose*',
      '-jose',
      '{jose}',
      'jose AND',
      'NOT jose',
      "jose'; DROP TABLE lead_text; --",
      '%',
      '_____',
      'a'.repeat(200),
      '1'.repeat(200),
      '"'.repeat(200),
      '( '.repeat(100),
      '\ud800jose',
      'jose\0garcia',
      `${'a b c d e f g '.repeat(14)}`,
    ]) {
      expect(() => search.find(text, everyone, 10)).not.toThrow();
      expect(() => search.find(text, FixedSet.of([1, 2]), 10)).not.toThrow();
    }
    expect(ids('"jose"')).toEqual([1]);
    expect(ids('jose*')).toEqual([1]);
    expect(ids('jose\0garcia')).toEqual([1]);
  });
});

describe('how many', () => {
  beforeEach(open);
  afterEach(close);

  it('stops at the limit and says so', () => {
    put(...Array.from({ length: 30 }, (_, at) => lead(at + 1, 'Ann Smith')));
    expect(search.find('ann', everyone, 10)).toEqual({ ids: [30, 29, 28, 27, 26, 25, 24, 23, 22, 21], exact: false });
    expect(search.find('ann', everyone, 30).exact).toBe(true);
    expect(search.find('', everyone, 10).exact).toBe(false);
  });

  it('within a filter, whichever way it looks', () => {
    const leads = Array.from({ length: 30_000 }, (_, at) => lead(at + 1, at % 3 === 0 ? 'Ann Smith' : 'Bob Smith'));
    put(...leads);
    const all = (from: number, step: number) =>
      FixedSet.of(Array.from({ length: 30_000 / step }, (_, at) => from + at * step));
    // Nearly all, a third that all match, none that match, and few.
    for (const [set, matching] of [
      [all(1, 1), 10_000],
      [all(1, 3), 10_000],
      [all(2, 3), 0],
      [all(1, 1000), 10],
      [all(1, 5), 2000],
    ] as const) {
      const expected = set
        .ids()
        .filter((id) => (id - 1) % 3 === 0)
        .reverse();
      expect(expected.length).toBe(matching);
      expect(search.find('ann', set, 40_000)).toEqual({ ids: expected, exact: true });
      expect(search.find('ann', set, 1000)).toEqual({ ids: expected.slice(0, 1000), exact: matching <= 1000 });
      expect(search.find('', set, 5).ids).toEqual(set.ids().reverse().slice(0, 5));
    }
  });
});
