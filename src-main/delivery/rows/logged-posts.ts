import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { noteRowChanges } from '../../db/row-changes.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { PostRange } from './post.ts';

const inRange = compiledWith(({ low, high }: PostRange) =>
  sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .select(['p.id', 'p.batch_id as batchId', 'b.kind', 'b.connection_id as connectionId', 'p.review'])
    .select(['p.return_state as returnState', 'p.campaign', 'p.price', 'p.accepted_at as acceptedAt'])
    .select(['p.reference', 'p.email', 'p.post_id as postId', 'p.lead_uid as leadUid'])
    .where('p.id', '>=', low)
    .where('p.id', '<=', high)
    .where('p.left_out', '=', 0),
);

/** What the log shows of the posts in a range, without those that were left out. */
export const loggedPosts = (store: Store, range: PostRange) => store.all(inRange(range));

/** The number of the newest post; 0 if there is none. */
export const newestPostNo = (store: Store): number =>
  store.get(sqlOf.selectFrom('delivery_post').select((eb) => eb.fn.max<number | null>('id').as('id')))?.id ?? 0;

/** Calls `note` with the number of each post that is added or changed, or whose sends are; see `noteRowChanges`. */
export function notePostChanges(store: Store, note: (postNo: number) => void): void {
  noteRowChanges(store, { table: 'delivery_post', key: 'id' }, note);
  noteRowChanges(store, { table: 'delivery_send', key: 'post_id' }, note);
}

/**
 * An SQL condition: the post of `job` has this reference, email address or id of the receiver, or a phone with this end.
 *
 * @param phoneEnd digits; null if the text is not the end of a phone
 */
export function isPostNamed(text: string, phoneEnd: string | null): RawBuilder<SqlBool> {
  const post = sqlOf.selectFrom('delivery_post as p').select('p.id').where('p.id', '=', sql.ref<number>('job.source'));
  const named = sql<SqlBool>`(${text} IN (p.reference, p.post_id, p.lead_uid) OR p.email = lower(${text}))`;
  const found =
    phoneEnd === null
      ? post.where(named)
      : post.where((eb) => eb.or([named, sql<SqlBool>`substr(p.phone, -length(${phoneEnd})) = ${phoneEnd}`]));
  return sql<SqlBool>`EXISTS ${found}`;
}
