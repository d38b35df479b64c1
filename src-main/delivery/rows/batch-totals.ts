import type { DeliveryBatch } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';

/** How many posts a batch has, and what was reported to be paid for them. */
export type BatchTotals = Pick<DeliveryBatch, 'rows' | 'leftOut' | 'revenue' | 'unpriced'>;

/** Adds up the posts of a batch. */
export const batchTotals = (store: Store, batchId: number): BatchTotals =>
  store
    .prepare<[number], BatchTotals>(
      `SELECT count(*) AS rows, coalesce(sum(left_out), 0) AS leftOut,
         coalesce(sum(iif(return_state = 'returned' OR review = 'rejected', 0, price)), 0) AS revenue,
         count(iif(price IS NULL AND return_state <> 'returned' AND review <> 'rejected', accepted_at, NULL)) AS unpriced
       FROM delivery_post WHERE batch_id = ?`,
    )
    .get(batchId) ?? { rows: 0, leftOut: 0, revenue: 0, unpriced: 0 };
