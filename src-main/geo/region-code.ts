import { regionByName } from './regions.ts';
import { isRegion } from './zones.ts';

/** The two letters of a state, province or territory of the USA or Canada, by its letters or its name in any case; undefined for no such place. */
export function regionCode(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  return isRegion(upper) ? upper : regionByName(text);
}
