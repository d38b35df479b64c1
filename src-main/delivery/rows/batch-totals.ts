import { sql } from 'kysely';
import type { DeliveryBatch } from '../../../src-preload/contract/index.ts';
import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { isPaid } from './sold.ts';

/** How many posts a batch has, and what was reported to be paid for them. */
export type BatchTotals = Pick<DeliveryBatch, 'rows' | 'leftOut' | 'revenue' | 'unpriced'>;

const totals = compiledWith(({ id, connectionId }: { id: number; connectionId: number }) =>
  sqlOf
    .selectFrom('delivery_post as p')
    .leftJoin('job', (join) => join.onRef('job.source', '=', 'p.id').on('job.connection_id', '=', connectionId))
    .select([
      sql<number>`count(*)`.as('rows'),
      sql<number>`coalesce(sum(p.left_out), 0)`.as('leftOut'),
      sql<number>`coalesce(sum(iif(${isPaid}, p.price, 0)), 0)`.as('revenue'),
      sql<number>`coalesce(sum(iif(${isPaid}, p.price IS NULL, 0)), 0)`.as('unpriced'),
    ])
    .where('p.batch_id', '=', id),
);

/** Adds up the posts of a batch. */
export const batchTotals = (store: Store, batch: { readonly id: number; readonly connectionId: number }): BatchTotals =>
  store.get(totals(batch)) ?? { rows: 0, leftOut: 0, revenue: 0, unpriced: 0 };
