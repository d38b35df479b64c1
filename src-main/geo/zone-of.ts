import { plainNanp } from './nanp.ts';
import { areaCodeOf, zoneBit, zoneOfPostalCode, zonesOfAreaCode, zonesOfRegion } from './zones.ts';

/** Zones by what their clocks show; from the east, so that of several the one where it is latest comes first. */
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
 * The zone (IANA) a lead lives in: by ZIP; else by state, narrowed by the area code where the state has several; else by area
 * code. Of several that remain the easternmost; null when nothing tells. `phone` is digits with country code.
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
