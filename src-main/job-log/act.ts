import { CommandError, type Resolution, type WhichJobs } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { changeJobs, type JobAct, type PageOfJobs } from '../queue/change-jobs.ts';
import { matchingIds } from './query.ts';

/** What each word of the operator does to an unknown job. */
export const RESOLUTIONS: Readonly<Record<Resolution, JobAct>> = {
  delivered: { from: ['unknown'], to: 'delivered', reason: 'The operator says it arrived' },
  'send-again': { from: ['unknown'], to: 'ready', reason: 'The operator says to send it again' },
  rejected: { from: ['unknown'], to: 'rejected', reason: 'The operator says it did not arrive, and not to send it' },
};

/**
 * An operator's act on the jobs that are named or match.
 * @returns how many it changed
 * @throws CommandError `conflict` when none of the named ones is in a state where that is possible
 */
export async function act(store: Store, which: WhichJobs, what: JobAct, now: () => number): Promise<number> {
  const page: PageOfJobs =
    'ids' in which ? named(which.ids) : (behind, most) => matchingIds(store, which.filter, behind, most);
  const changed = await changeJobs(store, page, what, now);
  if (changed === 0 && 'ids' in which) {
    throw new CommandError(
      'conflict',
      'Nothing was changed: these rows are no longer in a state where that is possible.',
    );
  }
  return changed;
}

/** The named jobs in portions, by their number. */
function named(ids: readonly number[]): PageOfJobs {
  const sorted = [...ids].sort((a, b) => a - b);
  return (behind, most) => {
    const portion = sorted.filter((id) => id > behind).slice(0, most);
    const last = portion.at(-1);
    return last === undefined ? null : { ids: portion, behind: last };
  };
}
