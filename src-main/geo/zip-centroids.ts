import { PACKED_CENTROIDS } from './zip-centroid-data.ts';

/** A place on the earth's surface, in degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** The characters of the packed text, each with a value of six bits. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** A step of 63 codes without a position. */
const SKIP = 63;
const EARTH_MILES = 3958.8;

let byZip: ReadonlyMap<string, Coordinates> | undefined;

/**
 * The center of a US ZIP code, with or without its four extra digits; undefined for an unknown one. The table is unpacked when it is first
 * used: a step to the next code, then latitude + 90 and longitude + 180 in ten thousandths of a degree, four characters each.
 */
export function centroidOfZip(zip: string): Coordinates | undefined {
  byZip ??= unpack();
  const code = zip.trim();
  return /^\d{5}(?:-?\d{4})?$/.test(code) ? byZip.get(code.slice(0, 5)) : undefined;
}

function unpack(): ReadonlyMap<string, Coordinates> {
  const values = new Uint8Array(128);
  for (let at = 0; at < ALPHABET.length; at++) values[ALPHABET.charCodeAt(at)] = at;
  const value = (at: number) => values[PACKED_CENTROIDS.charCodeAt(at)] ?? 0;
  const four = (at: number) => (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
  const places = new Map<string, Coordinates>();
  let code = 0;
  for (let at = 0; at < PACKED_CENTROIDS.length; ) {
    const step = value(at++);
    code += step;
    if (step === SKIP) continue;
    places.set(String(code).padStart(5, '0'), {
      latitude: four(at) / 10_000 - 90,
      longitude: four(at + 4) / 10_000 - 180,
    });
    at += 8;
  }
  return places;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The distance in miles between two places along the surface (haversine). */
export function milesBetween(from: Coordinates, to: Coordinates): number {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
}
