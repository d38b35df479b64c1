import { inList } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { refusedJobs } from '../queue/rows/find-jobs.ts';

/** A send of an accepted lead, or only the lead if the receiver reported no sends (`clientUid` null). */
export interface AcceptedRow {
  readonly postNo: number;
  readonly at: Millis;
  readonly connectionId: number;
  readonly kind: string;
  readonly campaign: number | null;
  /** The price paid for the lead, as the receiver reports. */
  readonly paid: number | null;
  readonly review: string;
  readonly returnState: string;
  readonly clientUid: string | null;
  readonly client: string | null;
  readonly valid: number | null;
  /** What the client pays. */
  readonly price: number | null;
}

/** The position of a post in the order of acceptance. */
export interface AcceptedPlace {
  readonly at: Millis;
  readonly postNo: number;
}

/** Accepted leads of some receivers after a position, in the order of acceptance: a number of posts, with one row for each send. */
export const acceptedRows = (
  store: Store,
  connectionIds: readonly number[],
  after: AcceptedPlace,
  until: Millis,
  posts: number,
): AcceptedRow[] =>
  store
    .prepare<[number, number, number, string, number], AcceptedRow>(
      `SELECT p.id AS postNo, p.accepted_at AS at, p.connection_id AS connectionId, p.kind, p.campaign, p.price AS paid, p.review,
         p.return_state AS returnState, s.client_uid AS clientUid, s.client_name AS client, s.valid, s.price
       FROM (
         SELECT p.id, p.accepted_at, b.connection_id, b.kind, p.campaign, p.price, p.review, p.return_state
         FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id
         WHERE (p.accepted_at, p.id) > (?, ?) AND p.accepted_at < ? AND b.kind <> 'update'
           AND b.connection_id IN (SELECT value FROM json_each(?))
         ORDER BY p.accepted_at, p.id LIMIT ?
       ) p LEFT JOIN delivery_send s ON s.post_id = p.id ORDER BY p.accepted_at, p.id`,
    )
    .all(after.at, after.postNo, until, JSON.stringify(connectionIds), posts);

/** A post that the receiver refused, and why. */
export interface RefusedPost {
  readonly jobId: number;
  readonly at: Millis;
  readonly connectionId: number;
  readonly campaign: number | null;
  readonly reason: string;
}

/** Refused posts of some receivers after a job, in the order of their jobs, without updates. `last` is the last job that was read. */
export function refusedPosts(
  store: Store,
  connectionIds: readonly number[],
  state: 'rejected' | 'duplicate',
  behind: number,
  limit: number,
): { readonly posts: readonly RefusedPost[]; readonly last: number | null } {
  const jobs = refusedJobs(store, state, behind, limit);
  const wanted = new Set(connectionIds);
  const ours = jobs.filter(({ connectionId }) => wanted.has(connectionId));
  const campaigns = new Map(
    store
      .all(
        sqlOf
          .selectFrom('delivery_post as p')
          .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
          .select(['p.id', 'p.campaign'])
          .where('p.id', 'in', inList(ours.map(({ source }) => source)))
          .where('b.kind', '<>', 'update'),
      )
      .map(({ id, campaign }) => [id, campaign]),
  );
  const posts = ours.flatMap(({ id, connectionId, source, updatedAt, reason }): RefusedPost[] => {
    const campaign = campaigns.get(source);
    return campaign === undefined ? [] : [{ jobId: id, at: updatedAt, connectionId, campaign, reason: reason ?? '' }];
  });
  return { posts, last: jobs.length < limit ? null : (jobs.at(-1)?.id ?? null) };
}

/** Accepted leads that were returned or rejected in review, after one of them, each with the index that has only those. */
const TAKEN_BACK = {
  returned: `p.return_state = 'returned'`,
  rejected: `p.review = 'rejected' AND p.review <> '' AND p.return_state <> 'returned'`,
} as const;

/** Leads of some receivers that were returned, or rejected in review and not returned, with the receiver's reason. */
export const takenBack = (
  store: Store,
  how: keyof typeof TAKEN_BACK,
  connectionIds: readonly number[],
  behind: number,
  limit: number,
): { readonly postNo: number; readonly at: Millis | null; readonly reason: string }[] =>
  store
    .prepare<[number, string, number], { postNo: number; at: number | null; reason: string }>(
      `SELECT p.id AS postNo, p.accepted_at AS at, p.state_reason AS reason
       FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id
       WHERE ${TAKEN_BACK[how]} AND p.id > ? AND +b.connection_id IN (SELECT value FROM json_each(?))
       ORDER BY p.id LIMIT ?`,
    )
    .all(behind, JSON.stringify(connectionIds), limit);
