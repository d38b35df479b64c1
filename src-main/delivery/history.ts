import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { inList } from '../db/in-list.ts';
import { sqlOf } from '../db/store.ts';
import type { TimelineSource } from '../lead-work/timeline.ts';

/** What was posted of a lead to receivers, for its timeline. */
export const deliveryEvents: TimelineSource = (store, { family }, { from, before, limit }) =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post as p')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .innerJoin('job', (join) =>
          join.onRef('job.source', '=', 'p.id').onRef('job.connection_id', '=', 'b.connection_id'),
        )
        .innerJoin('connection as c', 'c.id', 'b.connection_id')
        .select(['p.id', 'job.updated_at as at', 'c.name as connection', 'job.state', 'p.price'])
        .select(['job.reason', 'job.vendor_line'])
        .where('p.lead_id', 'in', inList(family))
        .where('job.updated_at', '>=', from)
        .where('job.updated_at', '<', before)
        .orderBy('job.updated_at', 'desc')
        .orderBy('p.id', 'desc')
        .limit(limit),
    )
    .map(({ id, at, connection, state, price, reason, vendor_line }): LeadEvent => {
      const paid =
        state === 'delivered' && price !== null
          ? ` for ${price.toLocaleString('en-US', { style: 'currency', currency: 'USD' })}`
          : '';
      return {
        key: `delivery-${id}`,
        at,
        who: connection,
        kind: 'sent',
        what: `Posted to ${connection}: ${state}${paid}`,
        detail: reason ?? vendor_line ?? '',
      };
    });
