import { sql } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';

const byId = ({ id }: { readonly id: number }): number => id;

/** The replays of a post, in order. */
export const replaysOf = (store: Store, postNo: number): number[] =>
  store.all(sqlOf.selectFrom('delivery_post').select('id').where('replay_of', '=', postNo).orderBy('id')).map(byId);

/** The posts that change the lead that a connection's receiver has under this number, in order. */
export const updatesOf = (store: Store, connectionId: number, leadUid: string): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post as p')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .select('p.id')
        // The column makes a number of its digits.
        .where('p.updates_lead', '=', sql<number>`CAST(${leadUid} AS INTEGER)`)
        .where('b.connection_id', '=', connectionId)
        .orderBy('p.id'),
    )
    .map(byId);

/** The newest posts of a lead in the inbox, without those that were left out. */
export const newestOfLead = (store: Store, leadId: number, limit: number): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post')
        .select('id')
        .where('lead_id', '=', leadId)
        .where('left_out', '=', 0)
        .orderBy('id', 'desc')
        .limit(limit),
    )
    .map(byId);

const ofPostId = compiledWith(({ postId, connectionId }: { postId: string; connectionId: number }) =>
  sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .select('p.id')
    .where('p.post_id', '=', postId)
    .where('b.connection_id', '=', connectionId)
    .where('b.kind', '<>', 'update'),
);

/** The posts to which a connection's receiver gave an id, without updates. */
export const postsWithId = (store: Store, connectionId: number, postId: string): number[] =>
  store.all(ofPostId({ postId, connectionId })).map(byId);
