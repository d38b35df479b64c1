import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { areaCodeOfPhone, placesOf, US_ZONES } from '../../../src-main/geo/places.ts';
import { stateOfZip } from '../../../src-main/geo/zip-states.ts';
import { zoneOf } from '../../../src-main/geo/zone-of.ts';

const zipcodes = createRequire(import.meta.url)('zipcodes') as {
  codes: Record<string, { zip: string; state: string; country: string }>;
};

describe('where a person is', () => {
  test('the state of every ZIP is that of the list of places', () => {
    const known = Object.entries(zipcodes.codes).filter(
      ([zip, { country }]) => country === 'US' && /^\d{5}$/.test(zip),
    );
    expect(known.length).toBeGreaterThan(40_000);
    const wrong = known
      .filter(([zip, { state }]) => stateOfZip(zip) !== state)
      // The forces abroad, islands that are no part of the USA, and Washington's own ZIPs for places just outside it.
      .filter(([, { state }]) => !['AA', 'AE', 'AP', 'PW', 'FM', 'MH'].includes(state));
    expect(wrong.filter(([zip]) => !/^(205|739)/.test(zip)).map(([zip, { state }]) => `${zip} ${state}`)).toEqual([]);
    expect(wrong.length).toBeLessThan(5);
  });

  test.each([
    ['40202', 'KY'],
    ['07030', 'NJ'],
    ['32501-1234', 'FL'],
    ['325011234', 'FL'],
    ['', ''],
    ['K1A 0B1', ''],
    ['4020', ''],
  ])('ZIP %s is in %s', (zip, state) => expect(stateOfZip(zip)).toBe(state));

  test('ZIP, state and area code each tell their own', () => {
    const places = placesOf({ phone: '12125550123', zip: '90210', state: 'Kentucky' });
    expect(places.map(({ by, states }) => [by, states])).toEqual([
      ['zip', ['CA']],
      ['state', ['KY']],
      ['area code', ['NY']],
    ]);
    expect(places[1]?.zones).toEqual(['America/Kentucky/Louisville', 'America/Chicago']);
  });

  test('an area code of several provinces brings them all; toll-free and foreign numbers bring none', () => {
    expect(placesOf({ phone: '17825550123', zip: '', state: '' })[0]?.states).toEqual(['NS', 'PE']);
    expect(placesOf({ phone: '18005550123', zip: '', state: '' })).toEqual([]);
    expect(placesOf({ phone: '442079460000', zip: '', state: '' })).toEqual([]);
    expect(areaCodeOfPhone('442079460000')).toBeNull();
    expect(areaCodeOfPhone('(727) 555-0123')).toBe('727');
  });

  test('the lead’s own zone is that of its ZIP, else its state, else its area code', () => {
    expect(zoneOf({ phone: '12125550123', zip: '90210', state: 'TX' })).toBe('America/Los_Angeles');
    expect(zoneOf({ phone: '12125550123', zip: '', state: 'TX' })).toBe('America/Chicago');
    expect(zoneOf({ phone: '12125550123', zip: '', state: '' })).toBe('America/New_York');
    expect(zoneOf({ phone: '16715550123', zip: '', state: '' })).toBe('Pacific/Guam');
    expect(zoneOf({ phone: '', zip: '', state: '' })).toBeNull();
    // Of a state with two zones the one of the area code, else the eastern.
    expect(zoneOf({ phone: '12055550123', zip: '', state: 'KY' })).toBe('America/Chicago');
    expect(zoneOf({ phone: null, zip: '', state: 'KY' })).toBe('America/New_York');
  });

  test('the USA has eleven clocks', () => expect(US_ZONES.length).toBe(11));
});
