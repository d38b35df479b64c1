import { sql } from 'kysely';
import type { DeliveryBatch } from '../../../src-preload/contract/index.ts';
import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { yieldWhenDue } from '../../platform/yielding.ts';
import { isPaid } from './sold.ts';

/** How many posts a batch has, and what was reported to be paid for them. */
export type BatchTotals = Pick<DeliveryBatch, 'rows' | 'leftOut' | 'revenue' | 'unpriced'>;

/** The posts that are added up before other commands can run: some 3 ms. */
const ROWS_AT_ONCE = 5_000;

interface Portion {
  readonly id: number;
  readonly connectionId: number;
  readonly low: number;
  readonly high: number;
}

const totals = compiledWith(({ id, connectionId, low, high }: Portion) =>
  sqlOf
    .selectFrom('delivery_post as p')
    .leftJoin('job', (join) => join.onRef('job.source', '=', 'p.id').on('job.connection_id', '=', connectionId))
    .select([
      sql<number>`count(*)`.as('rows'),
      sql<number>`coalesce(sum(p.left_out), 0)`.as('leftOut'),
      sql<number>`coalesce(sum(iif(${isPaid}, p.price, 0)), 0)`.as('revenue'),
      sql<number>`coalesce(sum(iif(${isPaid}, p.price IS NULL, 0)), 0)`.as('unpriced'),
    ])
    .where('p.batch_id', '=', id)
    .where('p.row', '>=', low)
    .where('p.row', '<=', high),
);

const lastRow = compiledWith(({ id }: { id: number }) =>
  sqlOf
    .selectFrom('delivery_post')
    .select((make) => make.fn.max<number | null>('row').as('row'))
    .where('batch_id', '=', id),
);

/** Adds up the posts of a batch, in portions between which other commands run. */
export async function batchTotals(
  store: Store,
  { id, connectionId }: { readonly id: number; readonly connectionId: number },
): Promise<BatchTotals> {
  const last = store.get(lastRow({ id }))?.row ?? -1;
  const all = { rows: 0, leftOut: 0, revenue: 0, unpriced: 0 };
  const due = yieldWhenDue();
  for (let low = 0; low <= last; low += ROWS_AT_ONCE) {
    const part = store.get(totals({ id, connectionId, low, high: low + ROWS_AT_ONCE - 1 }));
    all.rows += part?.rows ?? 0;
    all.leftOut += part?.leftOut ?? 0;
    all.revenue += part?.revenue ?? 0;
    all.unpriced += part?.unpriced ?? 0;
    await due();
  }
  return { ...all, revenue: Math.round(all.revenue * 1e6) / 1e6 };
}
