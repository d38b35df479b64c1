import type { Store } from '../db/store.ts';
import { eraseJobs } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { jobsOfSources } from '../queue/job-rows.ts';
import { erasePerson, requestsForPerson } from './request-rows.ts';

/** What unlocking holds of a person, also from before it was joined with others: that somebody asked stays in the trail, not for whom. */
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
