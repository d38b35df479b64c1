import type { InferResult } from 'kysely';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';

const facts = sqlOf
  .selectFrom('delivery_post as p')
  .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
  .select(['p.id', 'b.connection_id as connectionId', 'p.batch_id as batchId', 'p.row', 'b.kind', 'p.reference'])
  .select(['p.post_id as postId', 'p.lead_uid as leadUid', 'p.campaign', 'p.price'])
  .select(['p.estimated_price as estimatedPrice', 'p.review', 'p.return_state as returnState'])
  .select(['p.state_reason as stateReason', 'p.redirect_url as redirectUrl', 'p.status_url as statusUrl'])
  .select('p.confirmed_by as confirmedBy');

/** What was reported about a post, besides its sends and agents. */
export type PostFacts = Readonly<InferResult<typeof facts>[number]>;

/** What was reported about the posts of these jobs, with the jobs. */
export const factsOfJobRows = (store: Store, jobIds: readonly number[]) =>
  store.all(
    facts
      .innerJoin('job', (join) => join.onRef('job.source', '=', 'p.id').onRef('job.group_id', '=', 'b.group_id'))
      .select(['job.id as jobId', 'job.state'])
      .where('job.id', 'in', inList(jobIds)),
  );

/** What was reported about one post, with what was posted; undefined if it no longer exists. `fields` is JSON. */
export const factsOfPost = (store: Store, postNo: number) =>
  store.get(facts.select(['p.fields', 'p.replay_of as replayOf']).where('p.id', '=', postNo));
