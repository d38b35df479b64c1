import type { Store } from '../../db/store.ts';
import { eraseJobs } from '../../job-log/forget.ts';
import type { Erased, Erasure } from '../../leads/hooks.ts';
import { type JobSource, jobsOfSources } from '../../queue/job-rows.ts';

const THEIRS = `
SELECT a.id FROM json_each(?) person JOIN offer_act a
  ON a.connection_id = person.value ->> '$.connectionId' AND a.external_id = person.value ->> '$.externalId'`;

/** What claims and submissions hold of a person: that somebody claimed stays, not whom. */
export function findActs(store: Store, { externalIds }: Erased, now: () => number): Erasure {
  const who = JSON.stringify(externalIds.filter(({ connectionId }) => connectionId !== null));
  const jobs = () =>
    jobsOfSources(
      store,
      store
        .prepare<[string], JobSource>(
          `SELECT id AS source, connection_id AS connectionId FROM offer_act WHERE id IN (${THEIRS})`,
        )
        .all(who),
    );
  return {
    held: { jobs: jobs().length },
    erase() {
      eraseJobs(store, jobs(), now());
      store
        .prepare(
          `UPDATE offer_act SET offered_lead_id = NULL, external_id = '', what = '', line = '', lost_to = '',
             settled_at = coalesce(settled_at, ?) WHERE id IN (${THEIRS})`,
        )
        .run(now(), who);
    },
  };
}
