import type { InferResult } from 'kysely';
import {
  CommandError,
  type DeliveryFacts,
  type DeliveryTimeline,
  deliveryFacts,
  deliveryTurn,
  type JobState,
  type ReceiverOptions,
} from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import { inList } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import { agentsOfPosts } from './agent-rows.ts';
import { batchOfGroup, getBatch } from './batch-table.ts';
import { checkWay } from './checks.ts';
import { confirmationOf } from './confirmation.ts';
import { exchangesOf } from './exchanges.ts';
import { getPost, jobOfPost, newestOfLead, readFieldMap, replaysOf, updatesOf } from './posts.ts';
import { turnsOf } from './turn-rows.ts';

const facts = sqlOf
  .selectFrom('delivery_post as p')
  .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
  .select([
    'p.id',
    'b.connection_id',
    'b.group_id',
    'p.batch_id',
    'p.row',
    'b.kind',
    'p.reference',
    'p.post_id',
    'p.lead_uid',
    'p.campaign',
  ])
  .select(['p.price', 'p.estimated_price', 'p.review', 'p.return_state', 'p.state_reason', 'p.redirect_url'])
  .select(['p.status_url', 'p.confirmed_by']);

type FactRow = InferResult<typeof facts>[number];

const sends = sqlOf
  .selectFrom('delivery_send')
  .select([
    'post_id',
    'client_uid as clientUid',
    'client_name as client',
    'valid',
    'price',
    'redirect_url as redirectUrl',
  ])
  .orderBy('no');

/** Whom posts were sent to, by post, each in order. */
const sendsOfPosts = (store: Store, postNos: readonly number[]) =>
  Map.groupBy(store.all(sends.where('post_id', 'in', inList(postNos))), ({ post_id }) => post_id);

/** Returns a function that determines how receivers can be asked about posts with an unknown result. The connections are read once. */
function checkWays(store: Store): (row: FactRow, state: JobState | undefined) => DeliveryFacts['checkBy'] {
  let receivers: Map<number, ReceiverOptions | null> | null = null;
  return (row, state) => {
    if (state !== 'unknown') return null;
    receivers ??= new Map(listConnections(store).map(({ id, receiver }) => [id, receiver]));
    const receiver = receivers.get(row.connection_id);
    const post = receiver ? getPost(store, row.id) : undefined;
    return receiver && post ? checkWay(post, receiver, row) : null;
  };
}

/** Shows posts, whose sends and agents are read at once. `state` is that of a post's job. */
function shower(
  store: Store,
  postNos: readonly number[],
): (row: FactRow, state: JobState | undefined) => DeliveryFacts {
  const [sends, agents] = [sendsOfPosts(store, postNos), agentsOfPosts(store, postNos)];
  const checkBy = checkWays(store);
  return (row, state) =>
    deliveryFacts.parse({
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
      confirmation: confirmationOf(store, row.confirmed_by),
      statusUrl: row.status_url,
      checkBy: checkBy(row, state),
      sends: (sends.get(row.id) ?? []).map((one) => ({ ...one, valid: one.valid === null ? null : one.valid === 1 })),
      agents: agents.get(row.id) ?? [],
    });
}

/** What was reported about the posts of these jobs, by job id. */
export function factsOfJobs(store: Store, jobIds: readonly number[]): Map<number, DeliveryFacts> {
  const rows = store.all(
    facts
      .innerJoin('job', (join) => join.onRef('job.source', '=', 'p.id').onRef('job.group_id', '=', 'b.group_id'))
      .select(['job.id as jobId', 'job.state'])
      .where('job.id', 'in', inList(jobIds)),
  );
  const show = shower(
    store,
    rows.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.jobId, show(row, row.state)]));
}

/** The id of the post that a job sends. @throws CommandError `not-found` */
export function postOfJob(store: Store, jobId: number): number {
  const job = jobOf(store, jobId);
  // A group belongs to one module, so the job's group shows whether it is one of this module.
  if (!job || batchOfGroup(store, job.groupId) === undefined)
    throw new CommandError('not-found', `Job ${jobId} is not a lead posted to a receiver.`);
  return job.source;
}

/** Everything that was sent for one post, and the changes reported about it. @throws CommandError `not-found` */
export function timelineOf(store: Store, postNo: number): DeliveryTimeline {
  const row = store.get(facts.select(['p.fields', 'p.replay_of']).where('p.id', '=', postNo));
  if (!row) throw new CommandError('not-found', 'This post is no longer on this desk.');
  const job = jobOfPost(store, postNo);
  return {
    jobId: job?.id ?? null,
    state: job?.state ?? null,
    replayOf: row.replay_of === null ? null : (jobOfPost(store, row.replay_of)?.id ?? null),
    updates: updatesOfLead(store, row).flatMap((id) => jobOfPost(store, id)?.id ?? []),
    replays: replaysOf(store, postNo).flatMap((id) => jobOfPost(store, id)?.id ?? []),
    facts: shower(store, [postNo])(row, job?.state),
    fields: readFieldMap(row.fields),
    exchanges: exchangesOf(store, postNo, job?.id ?? null),
    turns: turnsOf(store, postNo).map((turn) => deliveryTurn.parse(turn)),
  };
}

const updatesOfLead = (store: Store, { batch_id, lead_uid, kind }: FactRow): number[] =>
  lead_uid === null || kind === 'update' ? [] : updatesOf(store, getBatch(store, batch_id).connectionId, lead_uid);

/** The posts of a lead in the inbox, newest first. */
export const postsOfLead = (store: Store, leadId: number): DeliveryTimeline[] =>
  newestOfLead(store, leadId, 100).map((id) => timelineOf(store, id));
