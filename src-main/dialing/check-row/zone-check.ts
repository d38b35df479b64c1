import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import {
  areaCodeOf,
  type ZoneSet,
  zoneNames,
  zoneOfPostalCode,
  zonesOfAreaCode,
  zonesOfRegion,
} from '../../geo/zones.ts';
import type { RowFindings } from './row.ts';

const CHOSEN: Readonly<Record<DialSettings['tz_method'], string>> = {
  '': 'the dialer calls by area code unless the time zone method is POSTAL',
  NANPA: 'the dialer calls by area code and exchange unless the time zone method is POSTAL',
  POSTAL: 'the dialer calls by postal code',
  TZCODE: '',
};

/**
 * Compares the time zone that the dialer will use ("Load Lead", tz_method) with what else is known about the lead. Only for phones of the
 * North American plan; an area code without a zone, such as 800, contradicts nothing. `home` means that the lead's country is the USA,
 * Canada or unknown, because elsewhere postal codes and states have other meanings. The values are separate parameters because it is called
 * for every row.
 */
export function checkZone(
  code: string,
  phone: string,
  postal: string,
  state: string,
  home: boolean,
  owner: string,
  method: DialSettings['tz_method'],
  row: RowFindings,
): void {
  if (method === 'TZCODE') {
    if (owner === '') row.add('zone-no-owner', 'owner');
    return;
  }
  if (code !== '1' || phone.length !== 10) return;
  const byPostal = postal === '' || !home ? 0 : zoneOfPostalCode(postal);
  const byState = state === '' || !home ? 0 : zonesOfRegion(state);
  if (method === 'POSTAL') {
    if (byPostal === 0) row.add('zone-no-postal', 'postal_code', { before: postal });
    else if (disagree(byPostal, byState)) {
      const note = `${says('ZIP', postal, byPostal)}, ${says('state', state, byState)}: ${CHOSEN[method]}`;
      row.add('zone-disagrees', 'postal_code', { note });
    }
    return;
  }
  const byArea = zonesOfAreaCode(areaCodeOf(phone));
  const other = byPostal === 0 ? byState : byPostal;
  if (disagree(byArea, other)) {
    const elsewhere = byPostal === 0 ? says('state', state, byState) : says('ZIP', postal, byPostal);
    const note = `${elsewhere}, ${says('area code', phone.slice(0, 3), byArea)}: ${CHOSEN[method]}`;
    row.add('zone-disagrees', 'phone_number', { note });
  }
}

const disagree = (one: ZoneSet, other: ZoneSet): boolean => one !== 0 && other !== 0 && (one & other) === 0;

const says = (kind: string, value: string, zones: ZoneSet): string => `${kind} ${value} says ${zoneNames(zones)}`;
