import { sql } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

interface NewTurn {
  readonly postNo: number;
  readonly at: Millis;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

const insert = compiledWith(({ postNo, at, what, before, after }: NewTurn) =>
  sqlOf.insertInto('delivery_turn').values({ post_id: postNo, at, what, before, after }),
);

/** Stores a reported change of a post. In the caller's write transaction. */
export function noteTurn(
  store: Store,
  postNo: number,
  at: Millis,
  what: string,
  before: string | null,
  after: string | null,
): void {
  store.run(insert({ postNo, at, what, before, after }));
}

/** The reported changes of a post, oldest first. */
export const turnsOf = (store: Store, postNo: number) =>
  store.all(
    sqlOf
      .selectFrom('delivery_turn')
      .select(['at', 'what', 'before', 'after'])
      .where('post_id', '=', postNo)
      .orderBy('id'),
  );

/** Changes of accepted posts after one of them, newest first, with their posts. A first price is not a change. */
export function newestTurns(
  store: Store,
  of: { readonly connectionId: number | undefined; readonly before: number | undefined; readonly limit: number },
) {
  let turns = sqlOf
    .selectFrom('delivery_turn as t')
    .innerJoin('delivery_post as p', 'p.id', 't.post_id')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .select(['t.id', 't.at', 't.what', 't.before', 't.after', 'p.id as source', 'b.connection_id as connectionId'])
    .select(['p.phone', 'p.reference', 'p.state_reason as reason'])
    .where(sql<boolean>`(t.what IN ('review', 'return') OR (t.what = 'price' AND t.before IS NOT NULL))`);
  if (of.connectionId !== undefined) turns = turns.where('b.connection_id', '=', of.connectionId);
  if (of.before !== undefined) turns = turns.where('t.id', '<', of.before);
  return store.all(turns.orderBy('t.id', 'desc').limit(of.limit));
}

/**
 * Erases changes that contain personal data. What changed is kept, and prices, reviews and returns are kept completely. In the caller's
 * write transaction.
 */
export function eraseTurns(store: Store, posts: readonly number[]): void {
  store.run(
    sqlOf
      .updateTable('delivery_turn')
      .set({ before: null, after: null })
      .where('what', 'not in', ['price', 'review', 'return'])
      .where('post_id', 'in', inList(posts)),
  );
}
