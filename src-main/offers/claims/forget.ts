import type { Store } from '../../db/store.ts';
import { eraseJobs } from '../../job-log/forget.ts';
import type { Erased, Erasure } from '../../leads/hooks.ts';
import { jobsOfSources } from '../../queue/rows/find-jobs.ts';
import { actsAbout, eraseActs } from '../rows/acts.ts';

/** Finds a person's data in claims and submissions. That a claim was made is kept, but not for whom. */
export function findActs(store: Store, { externalIds }: Erased, now: () => number): Erasure {
  const keys = externalIds.flatMap(({ connectionId, externalId }) =>
    connectionId === null ? [] : [{ connectionId, externalId }],
  );
  const acts = () => actsAbout(store, keys);
  return {
    held: { jobs: jobsOfSources(store, acts()).length },
    erase() {
      const theirs = acts();
      eraseJobs(store, jobsOfSources(store, theirs), now());
      eraseActs(
        store,
        theirs.map(({ source }) => source),
        now(),
      );
    },
  };
}
