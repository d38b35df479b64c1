import type { ReadRecord } from '../vendors/lead-record.ts';
import { instantMs } from './vendor-clock.ts';

/** A time from a record, and the record's id. */
type Reported = readonly [at: number, id: string];

/** How many records must be at least as new as the cursor. */
const WITNESSES = 3;
/** How much the vendor's clock and the times of its records may differ, ms. */
const TOLERANCE_MS = 5 * 60_000;
/** A Date header that differs from the desk's clock by more than this is ignored, ms. */
const FURTHEST_CLOCK_MS = 400 * 86_400_000;

/** The latest possible time of a record: the earlier one of the vendor's clock, if it reports the time, and this machine's, ms. */
export function latestPossible(now: number, vendorDate: number | null): number {
  const vendorNow = vendorDate !== null && Math.abs(vendorDate - now) < FURTHEST_CLOCK_MS ? vendorDate : now;
  return Math.min(now, vendorNow) + TOLERANCE_MS;
}

/** The newest records of a sync so far, newest first, as many as the cursor needs. Future dates don't count. */
export function newestFew(before: string | null, records: readonly ReadRecord[], latest: number): readonly Reported[] {
  return newestReported(
    before,
    records.map(({ externalId, fields }) => [instantMs(fields.sent), externalId]),
    latest,
  );
}

/** The same for times with the ids of their records. Entries without a time don't count. */
export function newestReported(
  before: string | null,
  reported: readonly (readonly [at: number | null, id: string])[],
  latest: number,
): readonly Reported[] {
  const byId = new Map<string, number>();
  for (const [at, id] of before === null ? [] : (JSON.parse(before) as Reported[])) byId.set(id, at);
  for (const [at, id] of reported) if (at !== null && at <= latest) byId.set(id, at);
  return [...byId]
    .map(([id, at]): Reported => [at, id])
    .sort(([one], [other]) => other - one)
    .slice(0, WITNESSES);
}

/**
 * The time before which everything counts as fetched. It is that of the third newest record, so that a single wrong date doesn't move it,
 * and it never moves back, except from a future time.
 */
export function cursorAfter(few: readonly Reported[], cursor: number | null, latest: number): number | null {
  const found = few.at(-1)?.[0] ?? null;
  const known = cursor === null ? null : Math.min(cursor, latest);
  if (found === null || known === null) return found ?? known;
  return Math.max(found, known);
}
