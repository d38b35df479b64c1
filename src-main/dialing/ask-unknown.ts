import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { planCheck } from '../queue/rows/change-job.ts';
import { jobOf, type StoredJob } from '../queue/rows/find-jobs.ts';
import { importOfGroup } from './import-table.ts';
import { putQuestion } from './question-rows.ts';

/** A dialer may still be processing a request that it didn't answer, so it isn't asked until this long after the last attempt, ms. */
const SETTLING_MS = 30_000;

/**
 * Stores the operator's decision to ask the dialer about unknown rows of dial lists: `search` only reads, `post` sends each again with a
 * duplicate check that covers its list. The queue asks at its own pace, each time as a separate attempt. In one transaction. @returns the
 * number of rows
 */
export function askUnknown(store: Store, ids: readonly number[], way: 'search' | 'post', now: Millis): number {
  return store.write(() => {
    let asked = 0;
    for (const id of ids) {
      const job = unknownOfList(store, id);
      if (job === undefined) continue;
      putQuestion(store, id, way, job.attempts);
      planCheck(store, id, SETTLING_MS, now);
      asked++;
    }
    return asked;
  });
}

/** The connections of those unknown rows that belong to dial lists. */
export function connectionsOf(store: Store, ids: readonly number[]): number[] {
  return [...new Set(ids.flatMap((id) => unknownOfList(store, id)?.connectionId ?? []))];
}

/** An unknown job that belongs to a dial list. */
function unknownOfList(store: Store, id: number): StoredJob | undefined {
  const job = jobOf(store, id);
  if (job?.state !== 'unknown') return undefined;
  return importOfGroup(store, job.groupId) === undefined ? undefined : job;
}
