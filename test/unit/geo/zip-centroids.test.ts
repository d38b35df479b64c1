import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { centroidOfZip, milesBetween } from '../../../src-main/geo/zip-centroids.ts';

const zipcodes = createRequire(import.meta.url)('zipcodes') as {
  codes: Record<string, { zip: string; country: string; latitude: number; longitude: number }>;
};

test('the coordinates of every ZIP are those of the list of places', () => {
  const known = Object.entries(zipcodes.codes).filter(([zip, { country }]) => country === 'US' && /^\d{5}$/.test(zip));
  expect(known.length).toBeGreaterThan(40_000);
  const wrong = known.filter(([zip, { latitude, longitude }]) => {
    const found = centroidOfZip(zip);
    if (latitude === 0 && longitude === 0) return found !== undefined;
    return (
      found === undefined ||
      Math.abs(found.latitude - latitude) > 0.000_051 ||
      Math.abs(found.longitude - longitude) > 0.000_051
    );
  });
  expect(wrong.map(([zip]) => zip)).toEqual([]);
});

test('a ZIP may carry four extra digits; what is none has no place', () => {
  expect(centroidOfZip('90210-1234')).toEqual(centroidOfZip('90210'));
  expect(centroidOfZip(' 902101234 ')).toEqual(centroidOfZip('90210'));
  expect(centroidOfZip('9021')).toBeUndefined();
  expect(centroidOfZip('00000')).toBeUndefined();
});

test('from Beverly Hills to Las Vegas it is 235 miles', () => {
  const [from, to] = [centroidOfZip('90210'), centroidOfZip('89101')];
  if (from === undefined || to === undefined) throw new Error('A known ZIP has no place');
  expect(Math.round(milesBetween(from, to))).toBe(235);
});
