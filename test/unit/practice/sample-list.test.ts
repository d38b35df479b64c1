import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isAreaCode,
  offsetOfAreaCode,
  offsetOfPostalCode,
  stateOfAreaCode,
} from '../../../src-main/practice/dialer/zones.ts';
import { SAMPLE_COLUMNS, writeSampleList } from '../../../src-main/practice/sample-list.ts';
import { SAMPLE_CAMPAIGN_DNC, SAMPLE_DNC } from '../../../src-main/practice/sample-numbers.ts';
import { PLACES } from '../../../src-main/practice/sample-places.ts';

const folder = mkdtempSync(join(tmpdir(), 'sample-list-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A strict RFC 4180 reader: anything odd throws. */
function parse(text: string): string[][] {
  const records: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let record: string[] = [];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) throw new Error(`No cell at ${at}`);
    record.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] !== ',') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

const digitsOf = (phone: string) => phone.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');

describe('the sample list', () => {
  let rows: Record<string, string>[] = [];
  let text = '';
  beforeAll(async () => {
    await writeSampleList(join(folder, 'a.csv'));
    text = readFileSync(join(folder, 'a.csv'), 'utf8');
    rows = parse(text)
      .slice(1)
      .map((record) => Object.fromEntries(record.map((value, index) => [SAMPLE_COLUMNS[index], value])));
  });

  it('has 5,000 whole rows of 27 columns', () => {
    const records = parse(text);
    expect(records).toHaveLength(5001);
    expect(records[0]).toEqual([...SAMPLE_COLUMNS]);
    expect(SAMPLE_COLUMNS).toHaveLength(27);
    expect(new Set(records.map((record) => record.length))).toEqual(new Set([27]));
    expect(new Set(rows.map((row) => row['Lead ID'])).size).toBe(5000);
  });

  it('is the same for the same seed, and another for another', async () => {
    await writeSampleList(join(folder, 'b.csv'), 5000, 1);
    await writeSampleList(join(folder, 'c.csv'), 5000, 2);
    expect(readFileSync(join(folder, 'b.csv'), 'utf8') === text).toBe(true);
    expect(readFileSync(join(folder, 'c.csv'), 'utf8') === text).toBe(false);
    await writeSampleList(join(folder, 'd.csv'), 3, 1);
    expect(text.startsWith(readFileSync(join(folder, 'd.csv'), 'utf8'))).toBe(true);
  });

  it('is mostly good: more than nine in ten numbers are whole, fictional and single', () => {
    const numbers = rows.map((row) => digitsOf(row.Phone ?? '')).filter((phone) => /^\d{10}$/.test(phone));
    const known = numbers.filter((phone) => isAreaCode(phone.slice(0, 3)) && phone.slice(3, 6) === '555');
    expect(new Set(known).size).toBeGreaterThan(4700);
    const shapes = new Set(rows.map((row) => (row.Phone ?? '').replace(/\d/g, '9')));
    expect(shapes.size).toBeGreaterThanOrEqual(8);
  });

  it('shows each kind of trouble', () => {
    const count = (test: (row: Record<string, string>) => boolean) => rows.filter(test).length;
    const numbers = rows.map((row) => digitsOf(row.Phone ?? '')).filter((phone) => phone.length === 10);
    expect(numbers.length - new Set(numbers).size).toBeGreaterThan(10);
    expect(count((row) => /^\d{1,5}$/.test(row.Phone ?? ''))).toBeGreaterThan(3);
    expect(count((row) => row.Phone === '7.27E+09')).toBeGreaterThan(3);
    expect(count((row) => (row['Last Name'] ?? '').length > 30)).toBeGreaterThan(3);
    expect(count((row) => /[À-ÿ]/.test(row['First Name'] ?? ''))).toBeGreaterThan(300);
    expect(count((row) => (row.Comments ?? '').includes('\n'))).toBeGreaterThan(300);
    expect(count((row) => (row.Comments ?? '').includes('"'))).toBeGreaterThan(100);
    expect(count((row) => /[;#+]/.test(row.Comments ?? ''))).toBeGreaterThan(100);
    for (const phone of [...SAMPLE_DNC, ...SAMPLE_CAMPAIGN_DNC]) expect(numbers).toContain(phone);
  });
});

describe('the places', () => {
  const summer = Date.UTC(2026, 6, 1);

  it.each(PLACES.map((place) => [`${place.city}, ${place.state}`, place] as const))(
    '%s agrees with itself',
    (_, place) => {
      expect(stateOfAreaCode(place.areaCode)).toBe(place.state);
      const zip = String(place.zip).padStart(5, '0');
      // A ZIP code knows its state's main zone only; these two cities lie in the other one.
      if (place.city === 'Pensacola' || place.city === 'El Paso') return;
      expect(offsetOfPostalCode(zip, summer)).toBe(offsetOfAreaCode(place.areaCode, summer));
    },
  );

  it('changes to summer time and back at the right hour', () => {
    const newYork = (...at: [number, number, number, number]) => offsetOfAreaCode('212', Date.UTC(...at) - 1);
    expect([newYork(2026, 2, 8, 7), offsetOfAreaCode('212', Date.UTC(2026, 2, 8, 7))]).toEqual([-5, -4]);
    expect([newYork(2026, 10, 1, 6), offsetOfAreaCode('212', Date.UTC(2026, 10, 1, 6))]).toEqual([-4, -5]);
    expect(offsetOfAreaCode('602', summer)).toBe(-7);
  });
});
