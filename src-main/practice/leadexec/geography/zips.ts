import { ZIP_ROWS } from './zip-rows.ts';

/** A ZIP code as the account's validation data shows it. */
export interface Zip {
  readonly uid: number;
  readonly zip: string;
  readonly city: string;
  readonly state: string;
  readonly fips: string;
  readonly county: string;
  readonly timeZone: string;
  readonly lat: number;
  readonly long: number;
}

export const ZIPS: readonly Zip[] = ZIP_ROWS.trim()
  .split('\n')
  .flatMap((row) => {
    const [state = '', county = '', fips = '', timeZone = '', city = '', codes = ''] = row.split('|');
    return codes.split(';').map((code) => {
      const [zip = '', lat = '', long = ''] = code.split(' ');
      return { zip, city, state, fips, county, timeZone, lat: Number(lat), long: Number(long) };
    });
  })
  .sort((left, right) => (left.zip < right.zip ? -1 : 1))
  .map((zip, at) => ({ uid: at + 1, ...zip }));

const byCode = new Map(ZIPS.map((one) => [one.zip, one]));
export const zipOf = (code: string): Zip | undefined => byCode.get(code.trim().slice(0, 5));

const EARTH_MILES = 3958.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Miles between two places along the surface. */
export function milesBetween(from: Zip, to: Zip): number {
  const [lat, long] = [radians(to.lat - from.lat), radians(to.long - from.long)];
  const chord =
    Math.sin(lat / 2) ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(long / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Account API, the list of US states, by two letters. */
export const STATES: readonly (readonly [abbr: string, name: string])[] =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming'
    .split('|')
    .map((row) => [row.slice(0, 2), row.slice(3)] as const);
