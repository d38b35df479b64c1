import {
  CommandError,
  type DeliveryExchange,
  type DeliveryFacts,
  type DeliveryTimeline,
  deliveryFacts,
  deliveryTurn,
} from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { jobOf } from '../queue/job-rows.ts';
import { batchOfGroup } from './batch-table.ts';
import { jobOfPost, readFieldMap } from './posts.ts';

interface FactRow {
  readonly id: number;
  readonly group_id: number | null;
  readonly batch_id: number;
  readonly row: number;
  readonly kind: string;
  readonly reference: string;
  readonly post_id: string | null;
  readonly lead_uid: string | null;
  readonly campaign: number | null;
  readonly price: number | null;
  readonly estimated_price: number | null;
  readonly review: string;
  readonly return_state: string;
  readonly state_reason: string;
  readonly redirect_url: string | null;
  readonly status_url: string | null;
}

const FACTS = `SELECT p.id, b.group_id, p.batch_id, p.row, b.kind, p.reference, p.post_id, p.lead_uid, p.campaign, p.price, p.estimated_price, p.review,
  p.return_state, p.state_reason, p.redirect_url, p.status_url FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id`;

function shown(store: Store, row: FactRow): DeliveryFacts {
  const sends = store
    .prepare<
      [number],
      { clientUid: string; client: string; valid: number | null; price: number | null; redirectUrl: string | null }
    >(
      'SELECT client_uid AS clientUid, client_name AS client, valid, price, redirect_url AS redirectUrl FROM delivery_send WHERE post_id = ? ORDER BY no',
    )
    .all(row.id)
    .map((one) => ({ ...one, valid: one.valid === null ? null : one.valid === 1 }));
  const agents = store
    .prepare<[number], DeliveryFacts['agents'][number]>(
      'SELECT no, client_uid AS clientUid, client_name AS client, name, phone, taken_at AS takenAt FROM delivery_agent WHERE post_id = ? ORDER BY no',
    )
    .all(row.id);
  return deliveryFacts.parse({
    batchId: row.batch_id,
    postNo: row.id,
    row: row.row,
    kind: row.kind,
    reference: row.reference,
    postId: row.post_id,
    leadId: row.lead_uid,
    campaign: row.campaign,
    price: row.price,
    estimatedPrice: row.estimated_price,
    review: row.review,
    returnState: row.return_state,
    stateReason: row.state_reason,
    redirectUrl: row.redirect_url,
    statusUrl: row.status_url,
    ...{ sends, agents },
  });
}

/** What came back of the posts that these jobs sent, by the number of the job. */
export function factsOfJobs(store: Store, jobIds: readonly number[]): Map<number, DeliveryFacts> {
  const rows = store
    .prepare<[string], FactRow & { jobId: number }>(
      `SELECT job.id AS jobId, f.* FROM json_each(?) wanted JOIN job ON job.id = wanted.value
       JOIN (${FACTS}) f ON f.id = job.source AND f.group_id = job.group_id`,
    )
    .all(JSON.stringify(jobIds));
  return new Map(rows.map((row) => [row.jobId, shown(store, row)]));
}

/** The number of the post that a job sends. @throws CommandError `not-found` */
export function postOfJob(store: Store, jobId: number): number {
  const job = jobOf(store, jobId);
  // Groups are one module's: the job's tells whether it is of ours.
  if (!job || batchOfGroup(store, job.groupId) === undefined)
    throw new CommandError('not-found', `Job ${jobId} is not a lead posted to a receiver.`);
  return job.source;
}

/** Everything that left for one post, and what turned about it. @throws CommandError `not-found` */
export function timelineOf(store: Store, postNo: number): DeliveryTimeline {
  const row = store
    .prepare<[number], FactRow & { fields: string; replay_of: number | null }>(
      `SELECT f.*, p.fields, p.replay_of FROM (${FACTS}) f JOIN delivery_post p ON p.id = f.id WHERE f.id = ?`,
    )
    .get(postNo);
  if (!row) throw new CommandError('not-found', 'This post is no longer on this desk.');
  const job = jobOfPost(store, postNo);
  const exchanges = store
    .prepare<[number | null, number], DeliveryExchange>(
      `SELECT e.at, e.what, iif(e.no IS NULL, NULL, a.job_id) AS jobId, e.no AS attempt, e.url, e.request,
         coalesce(a.http_status, e.http_status) AS httpStatus, a.outcome, coalesce(a.answer, e.answer) AS answer, coalesce(a.error, e.error) AS error
       FROM delivery_exchange e LEFT JOIN attempt a ON a.job_id = ? AND a.no = e.no WHERE e.post_id = ? ORDER BY e.id`,
    )
    .all(job?.id ?? null, postNo);
  const replays = store
    .prepare<[number], { id: number }>('SELECT id FROM delivery_post WHERE replay_of = ? ORDER BY id')
    .all(postNo)
    .flatMap(({ id }) => jobOfPost(store, id)?.id ?? []);
  return {
    jobId: job?.id ?? null,
    state: job?.state ?? null,
    replayOf: row.replay_of === null ? null : (jobOfPost(store, row.replay_of)?.id ?? null),
    replays,
    facts: shown(store, row),
    fields: readFieldMap(row.fields),
    exchanges,
    turns: store
      .prepare<[number], { at: number; what: string; before: string | null; after: string | null }>(
        'SELECT at, what, before, after FROM delivery_turn WHERE post_id = ? ORDER BY id',
      )
      .all(postNo)
      .map((turn) => deliveryTurn.parse(turn)),
  };
}

/** The posts of a lead of the inbox, newest first. */
export function postsOfLead(store: Store, leadId: number): DeliveryTimeline[] {
  return store
    .prepare<[number], { id: number }>(
      'SELECT id FROM delivery_post WHERE lead_id = ? AND left_out = 0 ORDER BY id DESC LIMIT 100',
    )
    .all(leadId)
    .map(({ id }) => timelineOf(store, id));
}
