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
    .select('p.accepted_at')
    .select(['p.reference', 'p.email', 'p.post_id', 'p.lead_uid'])
    .where('p.id', '>=', low)
    .where('p.id', '<=', high)
    .where('p.left_out', '=', 0),
);

const sendsIn = compiledWith(({ low, high }: Range) =>
  sqlOf
    .selectFrom('delivery_send')
    .select(['post_id', 'client_uid', 'client_name', 'valid', 'price'])
    .where('post_id', '>=', low)
    .where('post_id', '<=', high)
    .orderBy('post_id')
    .orderBy('no'),
);

/** Loads the current rows of the posts between two numbers, both inclusive, into the columns. */
export function readPosts(store: Store, columns: PostColumns, { low, high }: Range): void {
  const jobs = new Map(jobsOfSourceRange(store, low, high).map((job) => [keyOf(job.source, job.connection_id), job]));
  const sends = Map.groupBy(store.all(sendsIn({ low, high })), ({ post_id }) => post_id);
  for (let id = low; id <= high; id++) columns.clear(id);
  for (const post of store.all(postsIn({ low, high }))) {
    const job = jobs.get(keyOf(post.id, post.connection_id));
    if (job === undefined) continue;
    const sent = sends.get(post.id) ?? [];
    columns.set(post.id, {
      ...{ state: job.state, kind: post.kind, review: post.review, returnState: post.return_state },
      ...{ connectionId: post.connection_id, batchId: post.batch_id, campaign: post.campaign, price: post.price },
      ...{ clients: clientNames(sent), updatedAt: job.updated_at, reason: job.reason, lane: job.lane },
      acceptedAt: post.accepted_at,
      sends: sent.map(({ client_uid, client_name, valid, price }) => ({
        ...{ clientUid: client_uid, client: client_name, price },
        valid: valid === null ? null : valid === 1,
      })),
      answer: job.vendor_line === null ? null : answerWords(job.vendor_line),
      names: [post.reference, post.email, post.post_id, post.lead_uid, job.vendor_ref],
    });
  }
}

const keyOf = (source: number, connectionId: number): string => `${source} ${connectionId}`;

/** The names of those that a post was sent to, as its columns have them. */
function clientNames(sends: readonly { readonly client_name: string }[]): string {
  const names = sends.flatMap(({ client_name }) => (client_name === '' ? [] : [client_name]));
  return names.length < 2 ? (names[0] ?? '') : [...new Set(names)].sort().join(BETWEEN_CLIENTS);
}
