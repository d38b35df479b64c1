import { sql } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { jobsOfSourceRange } from '../../queue/rows/source-jobs.ts';
import { answerWords } from './answer-words.ts';
import { BETWEEN_CLIENTS, type PostColumns } from './post-columns.ts';

interface Range {
  readonly low: number;
  readonly high: number;
}

const postsIn = compiledWith(({ low, high }: Range) =>
  sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .select(['p.id', 'p.batch_id', 'b.kind', 'b.connection_id', 'p.review', 'p.return_state', 'p.campaign', 'p.price'])
    .select(['p.reference', 'p.email', 'p.post_id', 'p.lead_uid'])
    .where('p.id', '>=', low)
    .where('p.id', '<=', high)
    .where('p.left_out', '=', 0),
);

const sendsIn = compiledWith(({ low, high }: Range) =>
  sqlOf
    .selectFrom('delivery_send')
    .select(['post_id', 'client_name'])
    .where('post_id', '>=', low)
    .where('post_id', '<=', high)
    .where('client_name', '<>', sql.lit('')),
);

/** Loads the current rows of the posts between two numbers, both inclusive, into the columns. */
export function readPosts(store: Store, columns: PostColumns, { low, high }: Range): void {
  const jobs = new Map(jobsOfSourceRange(store, low, high).map((job) => [keyOf(job.source, job.connection_id), job]));
  const clients = clientsIn(store, { low, high });
  for (let id = low; id <= high; id++) columns.clear(id);
  for (const post of store.all(postsIn({ low, high }))) {
    const job = jobs.get(keyOf(post.id, post.connection_id));
    if (job === undefined) continue;
    columns.set(post.id, {
      ...{ state: job.state, kind: post.kind, review: post.review, returnState: post.return_state },
      ...{ connectionId: post.connection_id, batchId: post.batch_id, campaign: post.campaign, price: post.price },
      ...{ clients: clients.get(post.id) ?? '', updatedAt: job.updated_at, reason: job.reason, lane: job.lane },
      answer: job.vendor_line === null ? null : answerWords(job.vendor_line),
      names: [post.reference, post.email, post.post_id, post.lead_uid, job.vendor_ref],
    });
  }
}

const keyOf = (source: number, connectionId: number): string => `${source} ${connectionId}`;

function clientsIn(store: Store, range: Range): Map<number, string> {
  const names = new Map<number, string>();
  for (const { post_id, client_name } of store.all(sendsIn(range))) {
    const before = names.get(post_id);
    const all = before === undefined ? [client_name] : [...new Set([...before.split(BETWEEN_CLIENTS), client_name])];
    names.set(post_id, all.sort().join(BETWEEN_CLIENTS));
  }
  return names;
}
