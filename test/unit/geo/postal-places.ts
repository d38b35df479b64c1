import { createRequire } from 'node:module';
import tzLookup from '@photostructure/tz-lookup';
import type { ZipPlace } from 'zipcodes';
import { zoneBit, zonesOfRegion } from '../../../src-main/geo/zones.ts';

/** Each IANA zone that stands for its clocks, by the letter it has in `postal-zones.ts`. */
export const LETTERS: Readonly<Record<string, string>> = {
  E: 'America/New_York',
  C: 'America/Chicago',
  M: 'America/Denver',
  Z: 'America/Phoenix',
  P: 'America/Los_Angeles',
  A: 'America/Anchorage',
  U: 'America/Adak',
  H: 'Pacific/Honolulu',
  T: 'America/Halifax',
  R: 'America/Puerto_Rico',
  N: 'America/St_Johns',
  S: 'America/Regina',
  G: 'Pacific/Guam',
  O: 'Pacific/Pago_Pago',
};

const { codes } = createRequire(import.meta.url)('zipcodes') as typeof import('zipcodes');
const letterOf = new Map(Object.entries(LETTERS).map(([letter, zone]) => [zoneBit(zone), letter]));

/** Canada's provinces by the first letter of a postal code; some places in the package name no province. */
const PROVINCES: Readonly<Record<string, string>> = {
  ...{ A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON', N: 'ON', P: 'ON' },
  ...{ R: 'MB', S: 'SK', T: 'AB', V: 'BC', X: 'NU', Y: 'YT' },
};

/**
 * The zone letter of each place: by its coordinates, but never one that its state doesn't have, since lookups near a border or a coast,
 * and places without coordinates, come out in a neighbour's zone. Such a place takes its state's only zone, else the one before it.
 */
export function zoneLetters(pattern: RegExp): Map<string, string> {
  const letters = new Map<string, string>();
  const lastOfState = new Map<string, string>();
  for (const code of Object.keys(codes)
    .filter((c) => pattern.test(c))
    .sort()) {
    const place: ZipPlace | undefined = codes[code];
    if (!place) continue;
    const state = PROVINCES[code.charAt(0)] ?? place.state;
    const allowed = zonesOfRegion(state);
    const found = zoneBit(tzLookup(place.latitude, place.longitude));
    const bit = (found & allowed) !== 0 ? found : (allowed & (allowed - 1)) === 0 ? allowed : undefined;
    const letter = (bit === undefined ? lastOfState.get(state) : letterOf.get(bit)) ?? '-';
    letters.set(code, letter);
    if (letter !== '-') lastOfState.set(state, letter);
  }
  return letters;
}

/** US ZIP codes as runs of one zone. Three digits stand for their first hundred; prefixes that nobody has are `-`. */
export function zipRuns(): string {
  const letters = zoneLetters(/^\d{5}$/);
  const runs: string[] = [];
  let last = '';
  for (let prefix = 0; prefix < 1000; prefix++) {
    const three = String(prefix).padStart(3, '0');
    let any = false;
    for (let i = 0; i < 100; i++) {
      const zip = three + String(i).padStart(2, '0');
      const letter = letters.get(zip);
      if (letter === undefined) continue;
      if (letter !== last) runs.push((any ? zip : three) + letter);
      last = letter;
      any = true;
    }
    if (!any && last !== '-') {
      runs.push(`${three}-`);
      last = '-';
    }
  }
  return runs.join(' ');
}

/** Canadian codes likewise. */
export function canadianRuns(): string {
  const runs: string[] = [];
  let last = '';
  for (const [code, letter] of zoneLetters(/^[A-Z]\d[A-Z]$/)) {
    if (letter !== last) runs.push(code + letter);
    last = letter;
  }
  return runs.join(' ');
}

/** The places of the package whose code matches. */
export function places(pattern: RegExp): ZipPlace[] {
  return Object.keys(codes).flatMap((code) => (pattern.test(code) ? (codes[code] ?? []) : []));
}
