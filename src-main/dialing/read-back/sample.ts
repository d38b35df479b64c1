import type { JobState } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { lastSourceIn } from '../../queue/rows/source-jobs.ts';
import type { QueuedJob } from '../../queue/types.ts';
import { rowId } from '../row-id.ts';
import { jobsOfRows } from '../rows/rows-with-jobs.ts';

/** The number of leads with special characters or with changes by the check that are read back first. After them it is one of many rows. */
const FIRST = 20;
const ONE_IN = 1000;
/** The most leads that are read back, however long the list. */
const AT_MOST = 60;

const MOVING: ReadonlySet<JobState> = new Set(['ready', 'held', 'sending', 'awaiting-vendor', 'unknown']);

/** A delivered job to read back. */
export interface Sampled extends QueuedJob {
  readonly leadId: string;
}

/** The next thing to do for an import: read a job, wait for something, or stop because enough was read. */
export type Next = { readonly is: 'read'; readonly job: Sampled } | { readonly is: 'wait' } | { readonly is: 'done' };

/**
 * The next lead of an import to read back, after the row that was read last (0 for none). Rows are examined in portions, so that a long
 * list takes no longer than a short one. `whole` means that all its rows are in the queue.
 */
export function nextSample(
  store: Store,
  { id, whole }: { readonly id: number; readonly whole: boolean },
  after: number,
  read: number,
): Next {
  if (read >= AT_MOST) return { is: 'done' };
  const end = lastSourceIn(store, rowId(id, 0), rowId(id + 1, 0));
  for (let from = Math.max(after, rowId(id, 0)); from < end; from += ONE_IN) {
    const rows = jobsOfRows(store, { after: from, below: from + ONE_IN + 1 });
    const held = rows.flatMap((one) =>
      one.state === 'delivered' && one.leadId ? [{ ...one, leadId: one.leadId }] : [],
    );
    const special = read < FIRST ? held.find((one) => one.special === 1) : undefined;
    if (special) return { is: 'read', job: special };
    if (rows.some(({ state }) => MOVING.has(state))) return { is: 'wait' };
    const last = held.at(-1);
    if (last) return { is: 'read', job: last };
  }
  return whole ? { is: 'done' } : { is: 'wait' };
}
