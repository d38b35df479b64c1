import { connectionsOfKind } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { JobState } from '../db/tables.ts';
import { latestOfLanes } from '../queue/rows/find-jobs.ts';
import { listed } from './do-not-call.ts';

/** The state of a dial list's row with a given phone. */
export interface PhoneJob {
  readonly id: number;
  readonly state: JobState;
  /** When it last changed, ms since 1970. */
  readonly at: number;
  readonly dialer: string;
  /** Name of the dial list. */
  readonly list: string;
  /** The vendor's answer, or the reason for its state; empty if there is none. */
  readonly line: string;
}

/**
 * What was sent or is waiting to be sent to dialers for any of these phones, newest first. Phones are digits with country code, or text.
 */
export function jobsOfPhones(
  store: Store,
  phones: readonly string[],
  span: { readonly from: number; readonly before: number; readonly limit: number },
): PhoneJob[] {
  const lanes = [...new Set(phones.flatMap((phone) => listed(phone) ?? []))];
  const dialers = new Map(connectionsOfKind(store, 'crocodial').map(({ id, name }) => [id, name]));
  return latestOfLanes(store, lanes, [...dialers.keys()], span).map((job) => ({
    id: job.id,
    state: job.state,
    at: job.updatedAt,
    dialer: dialers.get(job.connectionId) ?? '',
    list: job.label,
    line: job.vendorLine ?? job.reason ?? '',
  }));
}
