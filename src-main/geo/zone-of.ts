import { plainNanp } from './nanp.ts';
import { areaCodeOf, zoneBit, zoneOfPostalCode, zonesOfAreaCode, zonesOfRegion } from './zones.ts';

/** One zone for each different clock, from east to west, so that of several zones the one with the latest time comes first. */
const ZONES = [
  'America/St_Johns',
  'America/Halifax',
  'America/Puerto_Rico',
  'America/New_York',
  'America/Panama',
  'America/Chicago',
  'America/Regina',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/Adak',
  'Pacific/Honolulu',
  'Pacific/Pago_Pago',
  'Pacific/Guam',
].map((zone) => ({ zone, bit: zoneBit(zone) }));

/**
 * The zone (IANA) in which a lead lives: by ZIP; otherwise by state, restricted by the area code if the state has several; otherwise by
 * area code. If several remain it is the easternmost; null if nothing is known. `phone` is digits with country code.
 */
export function zoneOf(lead: {
  readonly zip: string;
  readonly state: string;
  readonly phone: string | null;
}): string | null {
  const number = lead.phone === null ? undefined : plainNanp(lead.phone);
  const byPhone = number === undefined ? 0 : zonesOfAreaCode(areaCodeOf(number));
  const byState = zonesOfRegion(lead.state);
  const set = zoneOfPostalCode(lead.zip.trim()) || byState & byPhone || byState || byPhone;
  return ZONES.find(({ bit }) => bit & set)?.zone ?? null;
}
