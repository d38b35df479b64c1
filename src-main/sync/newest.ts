import type { ReadRecord } from '../vendors/lead-record.ts';
import { instantMs } from './vendor-clock.ts';

/** An instant that a record tells, and the record's id. */
type Told = readonly [at: number, id: string];

/** So many records must be as new as the cursor. */
const WITNESSES = 3;
/** The vendor's clock and the times of its records may differ by this, ms. */
const TOLERANCE_MS = 5 * 60_000;
/** A Date header that is further than this from the desk's clock is no clock, ms. */
const FURTHEST_CLOCK_MS = 400 * 86_400_000;

/** The instant that nothing can be newer than: by the vendor's clock where it tells the time, and by this machine's; the earlier of both, ms. */
export function latestPossible(now: number, vendorDate: number | null): number {
  const told = vendorDate !== null && Math.abs(vendorDate - now) < FURTHEST_CLOCK_MS ? vendorDate : now;
  return Math.min(now, told) + TOLERANCE_MS;
}

/** The newest records of a sync so far, newest first: no more than the cursor needs. Dates that are still to come don't count. */
export function newestFew(before: string | null, records: readonly ReadRecord[], latest: number): readonly Told[] {
  return newestTold(
    before,
    records.map(({ externalId, fields }) => [instantMs(fields.sent), externalId]),
    latest,
  );
}

/** The same of instants with the ids of what tells them; null tells none. */
export function newestTold(
  before: string | null,
  told: readonly (readonly [at: number | null, id: string])[],
  latest: number,
): readonly Told[] {
  const byId = new Map<string, number>();
  for (const [at, id] of before === null ? [] : (JSON.parse(before) as Told[])) byId.set(id, at);
  for (const [at, id] of told) if (at !== null && at <= latest) byId.set(id, at);
  return [...byId]
    .map(([id, at]): Told => [at, id])
    .sort(([one], [other]) => other - one)
    .slice(0, WITNESSES);
}

/**
 * The instant before which everything counts as fetched: that of the third newest record, so that no single one with a wrong
 * date moves it; it never goes back, except from a time that is still to come.
 */
export function cursorAfter(few: readonly Told[], cursor: number | null, latest: number): number | null {
  const found = few.at(-1)?.[0] ?? null;
  const known = cursor === null ? null : Math.min(cursor, latest);
  if (found === null || known === null) return found ?? known;
  return Math.max(found, known);
}
