import { describe, expect, test } from 'vitest';
import { PhoneTable } from '../../../src-main/dialing/phone-table.ts';

/** Numbers by chance that are the same at each run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the table of phones', () => {
  test.each([1, 2, 3])('knows what a plain map knows, of phones of any length (%i)', (seed) => {
    const next = chance(seed);
    const digits = (length: number) => Array.from({ length }, () => Math.floor(next() * 10)).join('');
    const table = new PhoneTable(16);
    const map = new Map<string, number>();
    const pool: string[] = [];
    const wrong: object[] = [];
    for (let row = 1; row <= 20_000; row++) {
      // Some come again, some differ from one before by a leading zero or in one digit alone.
      const kind = next();
      const old = pool[Math.floor(next() * pool.length)] ?? '';
      let phone = digits(1 + Math.floor(next() * 16));
      if (kind < 0.3 && old !== '') phone = old;
      else if (kind < 0.4 && old !== '' && old.length < 16) phone = `0${old}`;
      else if (kind < 0.5 && old !== '') phone = old.slice(0, -1) + digits(1);
      pool.push(phone);
      const first = map.get(phone) ?? 0;
      if (first === 0) map.set(phone, row);
      const found = table.firstRow(phone, row);
      if (found !== first) wrong.push({ phone, row, found, first });
    }
    expect(wrong).toEqual([]);
    expect(table.size).toBe(map.size);
  });

  test('keeps leading zeros and lengths apart, up to 16 digits', () => {
    const table = new PhoneTable();
    const phones = ['0', '00', '7', '07', '007', '9'.repeat(16), `0${'9'.repeat(15)}`, '9'.repeat(15), '0'.repeat(16)];
    for (const [at, phone] of phones.entries()) expect([phone, table.firstRow(phone, at + 1)]).toEqual([phone, 0]);
    for (const [at, phone] of phones.entries()) expect([phone, table.firstRow(phone, 99)]).toEqual([phone, at + 1]);
    expect(table.size).toBe(phones.length);
  });
});
