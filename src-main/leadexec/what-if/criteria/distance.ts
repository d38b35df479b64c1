import { type Coordinates, milesBetween } from '../../../geo/zip-centroids.ts';
import { type Test, UNKNOWN, Unreadable, type Verdict, verdictOf } from './verdict.ts';

/** Returns the coordinates of a ZIP code; undefined for an unknown one. */
export type PlaceOf = (zip: string) => Coordinates | undefined;

/** Distance_Compare, `ZIP,miles`: the distance of the field's ZIP code is at most this, from center to center. @throws Unreadable */
export function compileDistance(value: string, placeOf: PlaceOf): Test {
  const [zip = '', miles = '', more] = value.split(/[,|]/).map((one) => one.trim());
  if (!/^\d+(?:\.\d+)?$/.test(miles) || more !== undefined) throw new Unreadable(`"${value}" is not ZIP,miles`);
  const center = placeOf(zip);
  if (center === undefined) throw new Unreadable(`ZIP code "${zip}" is not known`);
  const most = Number(miles);
  const known = new Map<string, Verdict>();
  return (given) => {
    let verdict = known.get(given);
    if (verdict === undefined) {
      const place = placeOf(given);
      verdict = place === undefined ? UNKNOWN : verdictOf(milesBetween(center, place) <= most);
      if (known.size < MOST_KEPT) known.set(given, verdict);
    }
    return verdict;
  };
}

/** More than there are ZIP codes. */
const MOST_KEPT = 50_000;
