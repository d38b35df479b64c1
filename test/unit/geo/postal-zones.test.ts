import { describe, expect, it } from 'vitest';
import { AREA_ROWS } from '../../../src-main/geo/area-codes.ts';
import { CANADIAN_RUNS, ZIP_RUNS, ZONE_LETTERS } from '../../../src-main/geo/postal-zones.ts';
import { zoneBit, zoneNames, zoneOfPostalCode, zonesOfAreaCode, zonesOfRegion } from '../../../src-main/geo/zones.ts';
import { canadianRuns, LETTERS, zipRuns, zoneLetters } from './postal-places.ts';

describe('the table of postal zones', () => {
  it('is what the places of the package give', () => {
    expect(ZONE_LETTERS).toEqual(LETTERS);
    expect(ZIP_RUNS).toBe(zipRuns());
    expect(CANADIAN_RUNS).toBe(canadianRuns());
  });

  it('gives every place of the package its zone', () => {
    const wrong: string[] = [];
    for (const [zip, letter] of zoneLetters(/^\d{5}$/)) {
      const bit = letter === '-' ? 0 : zoneBit(LETTERS[letter] ?? '');
      if (zoneOfPostalCode(zip) !== bit) wrong.push(zip);
    }
    for (const [area, letter] of zoneLetters(/^[A-Z]\d[A-Z]$/)) {
      if (zoneOfPostalCode(`${area} 1A1`) !== zoneBit(LETTERS[letter] ?? '')) wrong.push(area);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['10001', 'Eastern'],
    ['33701', 'Eastern'],
    ['32401', 'Central'],
    ['04619', 'Eastern'],
    ['60601', 'Central'],
    ['79901', 'Mountain'],
    ['80202', 'Mountain'],
    ['85001', 'Mountain without daylight saving'],
    ['90210', 'Pacific'],
    ['99501', 'Alaska'],
    ['96801', 'Hawaii'],
    ['00901', 'Atlantic without daylight saving'],
    ['96910', 'Chamorro'],
    ['M5V 1A1', 'Eastern'],
    ['k1a0b1', 'Eastern'],
    ['V6B-1A1', 'Pacific'],
    ['A1A 1A1', 'Newfoundland'],
    ['S4P 1A1', 'Central without daylight saving'],
    ['B3H 1A1', 'Atlantic'],
    ['', ''],
    ['1234', ''],
    ['00000', ''],
    ['09012', ''],
    ['SW1A 1AA', ''],
    ['D1A 1A1', ''],
  ])('%s is %s', (code, name) => expect(zoneNames(zoneOfPostalCode(code))).toBe(name));
});

describe('the zones of area codes', () => {
  it('are the clocks of their zones, all of them known', () => {
    const strange = AREA_ROWS.flatMap((row) => row.zones.split(' ')).filter(
      (zone) => zone !== '' && zoneBit(zone) === 0,
    );
    expect(strange).toEqual([]);
  });
  it.each([
    [212, 'Eastern'],
    [850, 'Eastern or Central'],
    [928, 'Mountain or Mountain without daylight saving'],
    [907, 'Alaska or Aleutian'],
    [729, 'Eastern or Central'],
    [565, 'Eastern'],
    [483, 'Central'],
    [983, 'Mountain'],
    [671, 'Chamorro'],
    [340, 'Atlantic without daylight saving'],
    [709, 'Atlantic or Newfoundland'],
    [800, ''],
    [999, ''],
  ])('%i: %s', (code, names) => expect(zoneNames(zonesOfAreaCode(code))).toBe(names));
  it('make up the zones of a state', () => {
    expect(zoneNames(zonesOfRegion('TN'))).toBe('Eastern or Central');
    expect(zonesOfRegion('ZZ')).toBe(0);
  });
});
