import { regionByName } from './regions.ts';
import { isRegion } from './zones.ts';

/**
 * The two-letter code of a state, province or territory of the USA or Canada, for its letters or its name in any case; undefined if there
 * is no such place.
 */
export function regionCode(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  return isRegion(upper) ? upper : regionByName(text);
}
