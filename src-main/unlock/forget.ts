import type { Store } from '../db/store.ts';
import { eraseJobs, type TheirJob } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';

/** What unlocking holds of a person: that somebody asked stays in the trail, not for whom. */
export function findUnlocks(store: Store, { leadId }: Erased, now: () => number): Erasure {
  const jobs = () =>
    store
      .prepare<[number], TheirJob>(
        `SELECT job.id, job.state, job.connection_id AS connectionId, job.group_id AS groupId
         FROM unlock_request u JOIN job ON job.source = u.id AND job.connection_id = u.connection_id WHERE u.lead_id = ?`,
      )
      .all(leadId);
  return {
    held: { jobs: jobs().length },
    erase() {
      eraseJobs(store, jobs(), now());
      store.prepare(`UPDATE unlock_request SET external_id = '' WHERE lead_id = ?`).run(leadId);
    },
  };
}
