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
import type { Store } from '../db/store.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import { checkWay } from './checks.ts';
import { confirmationOf } from './confirmation.ts';
import { agentsOfPosts } from './rows/agents.ts';
import { batchOfGroup } from './rows/batches.ts';
import { exchangesOf } from './rows/exchanges.ts';
import { jobOfPost } from './rows/job-of-post.ts';
import { getPost, readFieldMap } from './rows/post.ts';
import { factsOfJobRows, factsOfPost, type PostFacts } from './rows/post-facts.ts';
import { newestOfLead, replaysOf, updatesOf } from './rows/related-posts.ts';
import { sendsWithRedirects } from './rows/sends.ts';
import { turnsOf } from './rows/turns.ts';

/** Returns a function that determines how receivers can be asked about posts with an unknown result. The connections are read once. */
function checkWays(store: Store): (row: PostFacts, state: JobState | undefined) => DeliveryFacts['checkBy'] {
  let receivers: Map<number, ReceiverOptions | null> | null = null;
  return (row, state) => {
    if (state !== 'unknown') return null;
    receivers ??= new Map(listConnections(store).map(({ id, receiver }) => [id, receiver]));
    const receiver = receivers.get(row.connectionId);
    const post = receiver ? getPost(store, row.id) : undefined;
    return receiver && post ? checkWay(post, receiver, row) : null;
  };
}

/** Shows posts, whose sends and agents are read at once. `state` is that of a post's job. */
function shower(
  store: Store,
  postNos: readonly number[],
): (row: PostFacts, state: JobState | undefined) => DeliveryFacts {
  const [sends, agents] = [sendsWithRedirects(store, postNos), agentsOfPosts(store, postNos)];
  const checkBy = checkWays(store);
  return (row, state) =>
    deliveryFacts.parse({
      ...row,
      postNo: row.id,
      leadId: row.leadUid,
      confirmation: confirmationOf(store, row.confirmedBy),
      checkBy: checkBy(row, state),
      sends: sends.get(row.id) ?? [],
      agents: agents.get(row.id) ?? [],
    });
}

/** What was reported about the posts of these jobs, by job id. */
export function factsOfJobs(store: Store, jobIds: readonly number[]): Map<number, DeliveryFacts> {
  const rows = factsOfJobRows(store, jobIds);
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
  const row = factsOfPost(store, postNo);
  if (!row) throw new CommandError('not-found', 'This post is no longer on this desk.');
  const job = jobOfPost(store, postNo);
  return {
    jobId: job?.id ?? null,
    state: job?.state ?? null,
    replayOf: row.replayOf === null ? null : (jobOfPost(store, row.replayOf)?.id ?? null),
    updates: updatesOfLead(store, row).flatMap((id) => jobOfPost(store, id)?.id ?? []),
    replays: replaysOf(store, postNo).flatMap((id) => jobOfPost(store, id)?.id ?? []),
    facts: shower(store, [postNo])(row, job?.state),
    fields: readFieldMap(row.fields),
    exchanges: exchangesOf(store, postNo, job?.id ?? null),
    turns: turnsOf(store, postNo).map((turn) => deliveryTurn.parse(turn)),
  };
}

const updatesOfLead = (store: Store, { connectionId, leadUid, kind }: PostFacts): number[] =>
  leadUid === null || kind === 'update' ? [] : updatesOf(store, connectionId, leadUid);

/** The posts of a lead in the inbox, newest first. */
export const postsOfLead = (store: Store, leadId: number): DeliveryTimeline[] =>
  newestOfLead(store, leadId, 100).map((id) => timelineOf(store, id));
