import type { StoredConnection } from '../connections/connections.ts';
import { isDiskTrouble } from '../db/disk-trouble.ts';
import type { Store } from '../db/store.ts';
import { LONGEST_RETRY_AFTER_MS } from '../platform/retry-after.ts';
import { placeOf } from './offers-place.ts';
import { type SourceRow, updateSource } from './source-rows.ts';

const MINUTE_MS = 60_000;
/** The shortest interval between two syncs of a source, ms. */
const MIN_GAP_MS = 1_000;
/** If offers are read lead by lead, syncs take at most one part in this many of the time. */
const LEAD_BY_LEAD_SHARE = 5;

/** How often a source is fetched from, ms. */
export const everyMs = ({ source }: StoredConnection): number => (source?.everyMinutes ?? 5) * MINUTE_MS;
const readsLeadByLead = ({ place }: Pick<SourceRow, 'place'>): boolean => placeOf(place)?.each === true;

/** When the next sync starts, after one that lasted from `began` until now, ms. */
export function nextAt(connection: StoredConnection, row: SourceRow, began: number, now: number): number {
  const share = readsLeadByLead(row) ? Math.max(0, now - began) * LEAD_BY_LEAD_SHARE : 0;
  return Math.max(now + MIN_GAP_MS, now + Math.min(share, LONGEST_RETRY_AFTER_MS), began + everyMs(connection));
}

/**
 * How long until the next sync of a source, ms. It is limited to the longest regular wait, because a clock that was ahead may have been set
 * back.
 */
export function waitOf(connection: StoredConnection, row: SourceRow | undefined, now: number): number {
  if (!row) return 0;
  const mayBeLong = row.error !== null || readsLeadByLead(row);
  const longest = Math.max(everyMs(connection), mayBeLong ? LONGEST_RETRY_AFTER_MS : MIN_GAP_MS);
  return Math.min(Math.max(0, row.next_at - now), longest);
}

/** The same. An impossible stored time is corrected, because it would otherwise apply again after each start. */
export function boundedWait(
  store: Store,
  connection: StoredConnection,
  row: SourceRow | undefined,
  now: number,
): number {
  const wait = waitOf(connection, row, now);
  if (row && row.next_at - now > wait) {
    try {
      updateSource(store, connection.id, { next_at: now + wait });
    } catch (error) {
      // The wait is limited in any case.
      if (!isDiskTrouble(error)) throw error;
    }
  }
  return wait;
}
