import type { Store } from '../db/store.ts';
import type { JobState, Millis } from '../db/tables.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { moveJob } from './rows/change-job.ts';
import { CountChanges } from './rows/counts.ts';
import { jobOf, type StoredJob, unsentOfGroup } from './rows/find-jobs.ts';

/** Jobs changed in one transaction of a bulk command. */
export const JOBS_AT_ONCE = 1_000;

/** How an operator's command changes jobs. Only those in `from` are changed. */
export interface JobChange {
  readonly from: readonly JobState[];
  readonly to: JobState;
  readonly reason: string | null;
  /** Called with the jobs that were changed, in the same transaction. */
  readonly changed?: (jobs: readonly StoredJob[], now: Millis) => void;
}

export const CANCEL: JobChange = {
  from: ['ready', 'held', 'unknown'],
  to: 'cancelled',
  reason: 'Canceled by the operator',
};
export const SEND_AGAIN: JobChange = {
  from: ['rejected', 'duplicate', 'cancelled', 'held'],
  to: 'ready',
  reason: 'Sent again by the operator',
};

type Portion = { readonly ids: readonly number[]; readonly behind: number } | null;

/** Returns the next jobs after a position, in an order of its own, and the position they end at; null if there are no more. */
export type PageOfJobs = (behind: number, most: number) => Portion | Promise<Portion>;

/**
 * Applies a command to any number of jobs, one portion per transaction, and yields to other commands between portions.
 * @returns how many jobs it changed
 */
export async function changeJobs(
  store: Store,
  page: PageOfJobs,
  action: JobChange,
  now: () => Millis,
): Promise<number> {
  let behind = 0;
  let changed = 0;
  for (;;) {
    const portion = await page(behind, JOBS_AT_ONCE);
    if (portion === null) return changed;
    behind = portion.behind;
    changed += apply(store, portion.ids, action, now());
    await yieldToEventLoop();
  }
}

/** Cancels every job of a group that has not been sent. @returns how many */
export function cancelUnsent(
  store: Store,
  groupId: number,
  now: () => Millis,
  reason: string | null = CANCEL.reason,
): Promise<number> {
  const action: JobChange = { ...CANCEL, from: ['ready', 'held'], reason };
  return changeJobs(
    store,
    (behind, most) => {
      const ids = unsentOfGroup(store, groupId, behind, most);
      const last = ids.at(-1);
      return last === undefined ? null : { ids, behind: last };
    },
    action,
    now,
  );
}

function apply(store: Store, ids: readonly number[], action: JobChange, now: Millis): number {
  return store.write(() => {
    const counts = new CountChanges();
    const changed: StoredJob[] = [];
    for (const id of ids) {
      const job = jobOf(store, id);
      if (!job || !action.from.includes(job.state)) continue;
      moveJob(store, id, job.state, action.to, { reason: action.reason, ref: null, line: null, notBefore: 0 }, now);
      counts.move(job, job.state, action.to);
      changed.push(job);
    }
    counts.flush(store);
    action.changed?.(changed, now);
    return changed.length;
  });
}
