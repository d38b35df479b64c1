import type { Store } from '../db/store.ts';
import type { JobState } from '../db/tables.ts';
import { listed } from './do-not-call.ts';

/** A row of a dial list with a given phone, as it stands. */
export interface PhoneJob {
  readonly id: number;
  readonly state: JobState;
  /** When it changed last, ms since 1970. */
  readonly at: number;
  readonly dialer: string;
  /** Name of the dial list. */
  readonly list: string;
  /** What the vendor answered, or why it stands where it stands; empty for nothing. */
  readonly line: string;
}

/** What was sent, or waits to be, to dialers for any of these phones, newest first. Phones are digits with country code or text. */
export function jobsOfPhones(
  store: Store,
  phones: readonly string[],
  span: { readonly from: number; readonly before: number; readonly limit: number },
): PhoneJob[] {
  const lanes = [...new Set(phones.flatMap((phone) => listed(phone) ?? []))];
  return store
    .prepare<[string, number, number, number], PhoneJob>(
      `SELECT job.id, job.state, job.updated_at AS at, connection.name AS dialer, job_group.label AS list,
         coalesce(job.vendor_line, job.reason, '') AS line
       FROM job JOIN connection ON connection.id = job.connection_id JOIN job_group ON job_group.id = job.group_id
       WHERE job.lane IN (SELECT value FROM json_each(?)) AND connection.kind = 'crocodial'
         AND job.updated_at >= ? AND job.updated_at < ?
       ORDER BY job.updated_at DESC, job.id DESC LIMIT ?`,
    )
    .all(JSON.stringify(lanes), span.from, span.before, span.limit);
}
