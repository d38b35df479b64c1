import type { Store } from '../db/store.ts';
import { eraseJobs } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { type JobSource, jobsOfSources } from '../queue/job-rows.ts';

/** What unlocking holds of a person, also from before it was joined with others: that somebody asked stays in the trail, not for whom. */
export function findUnlocks(store: Store, { leadId, externalIds }: Erased, now: () => number): Erasure {
  const records = JSON.stringify(externalIds.map(({ connectionId, externalId }) => [connectionId, externalId]));
  const theirs = `u.lead_id = ? OR (u.connection_id, u.external_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`;
  const jobs = () =>
    jobsOfSources(
      store,
      store
        .prepare<[number, string], JobSource>(
          `SELECT id AS source, connection_id AS connectionId FROM unlock_request u WHERE ${theirs}`,
        )
        .all(leadId, records),
    );
  return {
    held: { jobs: jobs().length },
    erase() {
      eraseJobs(store, jobs(), now());
      store
        .prepare(`UPDATE unlock_request AS u SET external_id = '', lead_id = ? WHERE ${theirs}`)
        .run(leadId, leadId, records);
    },
  };
}
