import type { Store } from '../../db/store.ts';
import { eraseJobs } from '../../job-log/forget.ts';
import type { Erased, Erasure } from '../../leads/hooks.ts';
import { jobsOfSources } from '../../queue/rows/find-jobs.ts';
import { actionsAbout, eraseActions } from '../rows/actions.ts';

/** Finds a person's data in claims and submissions. That a claim was made is kept, but not for whom. */
export function findActions(store: Store, { externalIds }: Erased, now: () => number): Erasure {
  const keys = externalIds.flatMap(({ connectionId, externalId }) =>
    connectionId === null ? [] : [{ connectionId, externalId }],
  );
  const actions = () => actionsAbout(store, keys);
  return {
    held: { jobs: jobsOfSources(store, actions()).length },
    erase() {
      const theirs = actions();
      eraseJobs(store, jobsOfSources(store, theirs), now());
      eraseActions(
        store,
        theirs.map(({ source }) => source),
        now(),
      );
    },
  };
}
