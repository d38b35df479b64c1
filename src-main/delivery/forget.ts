import type { Store } from '../db/store.ts';
import { listed } from '../dialing/do-not-call.ts';
import { eraseJobs } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { type JobSource, jobsOfSources } from '../queue/job-rows.ts';

const THEIRS = `
SELECT id FROM delivery_post WHERE lead_id = @leadId
UNION SELECT id FROM delivery_post WHERE phone IN (SELECT value FROM json_each(@phones)) AND phone <> ''
UNION SELECT id FROM delivery_post WHERE email IN (SELECT value FROM json_each(@emails)) AND email <> ''`;

/** What posting holds of a person: that something was posted and what it brought stays, not of whom. */
export function findPostsOf(store: Store, { leadId, phones, emails }: Erased, now: () => number): Erasure {
  const who = {
    leadId,
    phones: JSON.stringify(phones.flatMap((phone) => listed(phone) ?? [])),
    emails: JSON.stringify(emails.map((email) => email.toLowerCase())),
  };
  const posts = () =>
    store
      .prepare<[typeof who], { id: number }>(THEIRS)
      .all(who)
      .map(({ id }) => id);
  const jobs = (ids: readonly number[]) =>
    jobsOfSources(
      store,
      store
        .prepare<[string], JobSource>(
          `SELECT p.id AS source, b.connection_id AS connectionId FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id
           WHERE p.id IN (SELECT value FROM json_each(?))`,
        )
        .all(JSON.stringify(ids)),
    );
  const held = posts();
  return {
    held: { jobs: jobs(held).length, importRows: held.length },
    erase() {
      const ids = posts();
      eraseJobs(store, jobs(ids), now());
      const said = JSON.stringify(ids);
      const inside = 'IN (SELECT value FROM json_each(?))';
      store
        .prepare(
          `UPDATE delivery_post SET fields = '{}', reference = '', phone = '', email = '', issues = NULL, updates_lead = NULL, lead_id = NULL,
             order_id = NULL, post_id = NULL, lead_uid = NULL, redirect_url = NULL, status_url = NULL, state_reason = '', follow_at = NULL
           WHERE id ${inside}`,
        )
        .run(said);
      store.prepare(`UPDATE delivery_send SET redirect_url = NULL WHERE post_id ${inside}`).run(said);
      store
        .prepare(
          `UPDATE delivery_turn SET before = NULL, after = NULL WHERE what NOT IN ('price', 'review', 'return') AND post_id ${inside}`,
        )
        .run(said);
      store
        .prepare(
          `UPDATE delivery_exchange SET url = '', request = '', answer = NULL, error = NULL WHERE post_id ${inside}`,
        )
        .run(said);
      // A request that held several leads, and its answer, tell of this person too.
      store
        .prepare(
          `UPDATE delivery_exchange SET request = '', answer = NULL WHERE post_id IN
             (SELECT carried_by FROM delivery_post WHERE carried_by IS NOT NULL AND id ${inside})`,
        )
        .run(said);
    },
  };
}
