import { inList } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { reasonsOfSources } from '../queue/rows/source-jobs.ts';

/** Why some posts were refused; empty if no reason was given. */
export const refusalReasons = (store: Store, posts: readonly number[]): string[] =>
  reasonsOfSources(store, posts).map((reason) => reason ?? '');

/** Why some leads were returned, or rejected in review, in the receiver's words. */
export const takenBackReasons = (store: Store, posts: readonly number[]): string[] =>
  store
    .all(sqlOf.selectFrom('delivery_post').select('state_reason').where('id', 'in', inList(posts)))
    .map(({ state_reason }) => state_reason);
