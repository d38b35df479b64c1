import type { StoredConnection } from '../connections/connections.ts';
import { placeOf } from './offers-place.ts';
import type { SourceRow } from './source-rows.ts';

const MINUTE_MS = 60_000;
/** Two syncs of a source are at least this far apart, ms. */
const BREATHER_MS = 1_000;
/** Where offers are read lead by lead, a sync takes at most this part of the time. */
const LEAD_BY_LEAD_SHARE = 5;

/** A wait in words, never too short: 45 s, 12 min. */
export const stretch = (ms: number): string =>
  ms <= 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / MINUTE_MS)} min`;

/** How often a source is fetched from, ms. */
export const everyMs = ({ source }: StoredConnection): number => (source?.everyMinutes ?? 5) * MINUTE_MS;

/** When a source is to be fetched from next, after a sync that ended well. */
export function nextAt(connection: StoredConnection, row: SourceRow, began: number, now: number): number {
  const share = placeOf(row.place)?.each ? (now - began) * LEAD_BY_LEAD_SHARE : 0;
  return Math.max(now + BREATHER_MS, now + share, began + everyMs(connection));
}
