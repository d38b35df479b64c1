import { AREA_ROWS } from './area-codes.ts';
import { CANADIAN_RUNS, ZIP_RUNS, ZONE_LETTERS } from './postal-zones.ts';

/** A set of time zones, one bit for each. Zones are compared by what clocks show, not by name: Detroit and New York are both Eastern. */
export type ZoneSet = number;

/**
 * Clock offsets in minutes in January and in July, and the usual name of the zone. The offsets are those of 2024, so that the result never
 * changes.
 */
const CLOCKS: readonly (readonly [winter: number, summer: number, name: string])[] = [
  [-300, -240, 'Eastern'],
  [-360, -300, 'Central'],
  [-420, -360, 'Mountain'],
  [-420, -420, 'Mountain without daylight saving'],
  [-480, -420, 'Pacific'],
  [-540, -480, 'Alaska'],
  [-600, -600, 'Hawaii'],
  [-600, -540, 'Aleutian'],
  [-240, -180, 'Atlantic'],
  [-240, -240, 'Atlantic without daylight saving'],
  [-210, -150, 'Newfoundland'],
  [-360, -360, 'Central without daylight saving'],
  [-300, -300, 'Eastern without daylight saving'],
  [600, 600, 'Chamorro'],
  [-660, -660, 'Samoa'],
];

const JANUARY = new Date('2024-01-15T12:00:00Z');
const JULY = new Date('2024-07-15T12:00:00Z');
const known = new Map<string, ZoneSet>();

function offset(zone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find((p) => p.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** The bit of an IANA zone; 0 for one whose clocks differ from all in North America. */
export function zoneBit(zone: string): ZoneSet {
  let bit = known.get(zone);
  if (bit === undefined) {
    const [winter, summer] = [offset(zone, JANUARY), offset(zone, JULY)];
    const at = CLOCKS.findIndex((c) => c[0] === winter && c[1] === summer);
    bit = at < 0 ? 0 : 1 << at;
    known.set(zone, bit);
  }
  return bit;
}

/** The usual names of the zones in a set: "Central or Mountain". */
export function zoneNames(zones: ZoneSet): string {
  return CLOCKS.filter((_, i) => zones & (1 << i))
    .map((c) => c[2])
    .join(' or ');
}

const byAreaCode = new Uint16Array(1000);
const assigned = new Uint8Array(1000);
const byRegion = new Map<string, ZoneSet>();
const regions = new Map<string, string[]>();
for (const { region, zones, codes } of AREA_ROWS) {
  const bits = zones === '' ? 0 : zones.split(' ').reduce((set, zone) => set | zoneBit(zone), 0);
  if (region !== '') byRegion.set(region, (byRegion.get(region) ?? 0) | bits);
  for (const code of codes.split(' ')) {
    const known = regions.get(code);
    if (known === undefined) regions.set(code, [region]);
    else if (!known.includes(region)) known.push(region);
    byAreaCode[Number(code)] = (byAreaCode[Number(code)] ?? 0) | bits;
    assigned[Number(code)] = 1;
  }
}

/** The first three digits of a ten-digit number, as a number. The result is only defined for digits. */
export function areaCodeOf(phone: string): number {
  return (phone.charCodeAt(0) - 48) * 100 + (phone.charCodeAt(1) - 48) * 10 + phone.charCodeAt(2) - 48;
}

/** Whether the area code is assigned in the USA, its territories or Canada, including toll-free and similar codes. */
export function isAssigned(areaCode: number): boolean {
  return assigned[areaCode] === 1;
}

/** The states, provinces and territories of a ten-digit number's area code; empty if it has no place. */
export function regionsOfAreaCode(phone: string): readonly string[] {
  return regions.get(phone.slice(0, 3)) ?? [];
}

/** The zones of an area code; 0 if it has none. */
export function zonesOfAreaCode(areaCode: number): ZoneSet {
  return byAreaCode[areaCode] ?? 0;
}

/** The zones of a state, province or territory by its two letters; 0 for an unknown one. */
export function zonesOfRegion(region: string): ZoneSet {
  return byRegion.get(region) ?? 0;
}

/** Whether two letters are a state, province or territory of the USA or Canada, including AA, AE and AP of the armed forces. */
export function isRegion(letters: string): boolean {
  return byRegion.has(letters) || letters === 'AA' || letters === 'AE' || letters === 'AP';
}

const letterBit = (letter: string | undefined): ZoneSet => {
  const zone = letter === undefined ? undefined : ZONE_LETTERS[letter];
  return zone === undefined ? 0 : zoneBit(zone);
};

const byZip = new Uint16Array(100_000);
for (const run of ZIP_RUNS.split(' ')) byZip.fill(letterBit(run.at(-1)), Number(run.slice(0, -1).padEnd(5, '0')));

/** The first three characters of Canadian codes in order, each the start of a run with one zone. */
const canadianRuns = CANADIAN_RUNS.split(' ').map((run) => ({ from: run.slice(0, 3), zone: letterBit(run[3]) }));

/** The zone of a US ZIP code (with or without its four extra digits) or a Canadian postal code; 0 if it isn't known. */
export function zoneOfPostalCode(code: string): ZoneSet {
  if (code.length < 5) return 0;
  let zip = 0;
  for (let i = 0; i < 5; i++) {
    const digit = code.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return zoneOfCanadian(code);
    zip = zip * 10 + digit;
  }
  return byZip[zip] ?? 0;
}

function zoneOfCanadian(code: string): ZoneSet {
  if (!/^[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d$/i.test(code)) return 0;
  const area = code.slice(0, 3).toUpperCase();
  return canadianRuns.findLast((run) => run.from <= area)?.zone ?? 0;
}
