import type { Store } from '../../db/store.ts';

/** A post that has no job yet. */
export interface UnqueuedPost {
  readonly id: number;
  /** Empty if it has none. */
  readonly phone: string;
}

/** The next posts of a batch after one of them, in order, without those that were left out. */
export const nextPosts = (store: Store, batchId: number, after: number, limit: number): UnqueuedPost[] =>
  store
    .prepare<[number, number, number], { id: number; phone: string }>(
      'SELECT id, phone FROM delivery_post WHERE batch_id = ? AND left_out = 0 AND id > ? ORDER BY id LIMIT ?',
    )
    .all(batchId, after, limit);
