import type { CallVerdict } from '../../src-preload/contract/index.ts';
import { AREA_ROWS } from './area-codes.ts';
import { ZONE_LETTERS } from './postal-zones.ts';
import { regionCode } from './region-code.ts';
import { stateOfZip } from './zip-states.ts';
import { zoneBit, zoneNames, zoneOfPostalCode } from './zones.ts';

/** Something that indicates where a person is: the possible zones, and the states whose rules apply. */
export interface Place {
  readonly by: CallVerdict['zones'][number]['by'];
  /** IANA names, the most probable first; empty if only the state is known. */
  readonly zones: readonly string[];
  /** Two letters each. */
  readonly states: readonly string[];
}

interface Area {
  readonly zones: string[];
  readonly states: string[];
}

const byCode = new Map<string, Area>();
const byState = new Map<string, string[]>();

const addNew = (list: string[], values: readonly string[]) => {
  for (const value of values) if (!list.includes(value)) list.push(value);
};

function areaOf(code: string): Area {
  const known = byCode.get(code) ?? { zones: [], states: [] };
  byCode.set(code, known);
  return known;
}

for (const { region, zones, codes } of AREA_ROWS) {
  if (region === '' || zones === '') continue;
  const list = zones.split(' ');
  const ofState = byState.get(region) ?? [];
  addNew(ofState, list);
  byState.set(region, ofState);
  for (const code of codes.split(' ')) {
    const area = areaOf(code);
    addNew(area.zones, list);
    addNew(area.states, [region]);
  }
}

const CANADA: ReadonlySet<string> = new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' '));

/** The provinces and territories of Canada, by their two letters. */
export const PROVINCES: readonly string[] = [...CANADA];

/** One zone for each different clock of the USA, including its territories: the possible zones of a number about which nothing is known. */
export const US_ZONES: readonly string[] = [
  ...new Map(
    [...byState]
      .filter(([state]) => !CANADA.has(state))
      .flatMap(([, zones]) => zones.map((zone) => [zoneBit(zone), zone])),
  ).values(),
];

const zoneOfBit = new Map(Object.values(ZONE_LETTERS).map((zone) => [zoneBit(zone), zone]));

/** The usual name of a zone's time: "Eastern". */
export const clockName = (zone: string): string => zoneNames(zoneBit(zone)) || zone;

/** The area code of a number of the North American plan, as digits with or without the leading 1; null for others. */
export function areaCodeOfPhone(phone: string): string | null {
  const digits = phone.replace(/\D/g, '');
  const ten = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{9}$/.test(ten) ? ten.slice(0, 3) : null;
}

/** Everything that indicates where the person with a phone is, the most exact first. Each part may be empty. */
export function placesOf(lead: { readonly phone: string; readonly zip: string; readonly state: string }): Place[] {
  const places: Place[] = [];
  const zone = zoneOfBit.get(zoneOfPostalCode(lead.zip.trim()));
  const zipState = stateOfZip(lead.zip);
  if (zone !== undefined || zipState !== '') {
    places.push({ by: 'zip', zones: zone === undefined ? [] : [zone], states: zipState === '' ? [] : [zipState] });
  }
  const state = regionCode(lead.state) ?? '';
  if (state !== '') places.push({ by: 'state', zones: byState.get(state) ?? [], states: [state] });
  const area = byCode.get(areaCodeOfPhone(lead.phone) ?? '');
  if (area) places.push({ by: 'area code', ...area });
  return places;
}
