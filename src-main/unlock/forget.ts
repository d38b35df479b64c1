import type { Store } from '../db/store.ts';
import { eraseJobs } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { jobsOfSources } from '../queue/rows/find-jobs.ts';
import { erasePerson, requestsForPerson } from './request-rows.ts';

/**
 * Finds a person's data in unlock requests, including those from before the lead was merged with others. That a request was made is kept,
 * but not for whom.
 */
export function findUnlocks(store: Store, person: Erased, now: () => number): Erasure {
  const jobs = () => jobsOfSources(store, requestsForPerson(store, person));
  return {
    held: { jobs: jobs().length },
    erase() {
      eraseJobs(store, jobs(), now());
      erasePerson(store, person);
    },
  };
}
