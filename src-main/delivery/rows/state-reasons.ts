import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';

/** Why some leads were returned, or rejected in review, in the receiver's words; empty if it gave no reason. */
export const takenBackReasons = (store: Store, posts: readonly number[]): string[] =>
  store
    .all(sqlOf.selectFrom('delivery_post').select('state_reason').where('id', 'in', inList(posts)))
    .map(({ state_reason }) => state_reason);
