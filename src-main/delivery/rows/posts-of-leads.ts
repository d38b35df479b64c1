import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

/** What was posted of some leads of the inbox, with the results, by when these changed, newest first. */
export const postsOfLeads = (
  store: Store,
  leadIds: readonly number[],
  { from, before, limit }: { readonly from: Millis; readonly before: Millis; readonly limit: number },
) =>
  store.all(
    sqlOf
      .selectFrom('delivery_post as p')
      .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
      .innerJoin('job', (join) =>
        join.onRef('job.source', '=', 'p.id').onRef('job.connection_id', '=', 'b.connection_id'),
      )
      .innerJoin('connection as c', 'c.id', 'b.connection_id')
      .select(['p.id', 'job.updated_at as at', 'c.name as connection', 'job.state', 'p.price'])
      .select(['job.reason', 'job.vendor_line as vendorLine'])
      .where('p.lead_id', 'in', inList(leadIds))
      .where('job.updated_at', '>=', from)
      .where('job.updated_at', '<', before)
      .orderBy('job.updated_at', 'desc')
      .orderBy('p.id', 'desc')
      .limit(limit),
  );
