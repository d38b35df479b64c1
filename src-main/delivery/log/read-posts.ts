import type { Store } from '../../db/store.ts';
import { jobsOfSourceRange } from '../../queue/rows/source-jobs.ts';
import { loggedPosts } from '../rows/logged-posts.ts';
import type { PostRange } from '../rows/post.ts';
import { type ReportedSend, sendsInRange } from '../rows/sends.ts';
import { answerWords } from './answer-words.ts';
import { BETWEEN_CLIENTS, type PostColumns } from './post-columns.ts';

/** Loads the current rows of the posts between two numbers, both inclusive, into the columns. */
export function readPosts(store: Store, columns: PostColumns, { low, high }: PostRange): void {
  const jobs = new Map(jobsOfSourceRange(store, low, high).map((job) => [keyOf(job.source, job.connection_id), job]));
  const sends = sendsInRange(store, { low, high });
  for (let id = low; id <= high; id++) columns.clear(id);
  for (const post of loggedPosts(store, { low, high })) {
    const job = jobs.get(keyOf(post.id, post.connectionId));
    if (job === undefined) continue;
    const sent = sends.get(post.id) ?? [];
    columns.set(post.id, {
      ...{ state: job.state, kind: post.kind, review: post.review, returnState: post.returnState },
      ...{ connectionId: post.connectionId, batchId: post.batchId, campaign: post.campaign, price: post.price },
      ...{ clients: clientNames(sent), updatedAt: job.updated_at, reason: job.reason, lane: job.lane },
      // As `soldAt` of the rows.
      soldAt: job.state === 'delivered' ? (post.acceptedAt ?? job.updated_at) : null,
      sends: sent,
      answer: job.vendor_line === null ? null : answerWords(job.vendor_line),
      names: [post.reference, post.email, post.postId, post.leadUid, job.vendor_ref],
    });
  }
}

const keyOf = (source: number, connectionId: number): string => `${source} ${connectionId}`;

/** The names of those that a post was sent to, as its columns have them. */
function clientNames(sends: readonly ReportedSend[]): string {
  const names = sends.flatMap(({ client }) => (client === '' ? [] : [client]));
  return names.length < 2 ? (names[0] ?? '') : [...new Set(names)].sort().join(BETWEEN_CLIENTS);
}
