import type { LeadEvent } from '../../src-preload/contract/index.ts';
import type { TimelineSource } from '../lead-work/timeline.ts';

interface Row {
  readonly id: number;
  readonly at: number;
  readonly connection: string;
  readonly state: string;
  readonly price: number | null;
  readonly line: string;
}

/** What was posted of a lead to receivers, for its timeline. */
export const deliveryEvents: TimelineSource = (store, { family }, { from, before, limit }) =>
  store
    .prepare<[string, number, number, number], Row>(
      `SELECT p.id, job.updated_at AS at, c.name AS connection, job.state, p.price, coalesce(job.reason, job.vendor_line, '') AS line
       FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id JOIN job ON job.source = p.id AND job.connection_id = b.connection_id
       JOIN connection c ON c.id = b.connection_id
       WHERE p.lead_id IN (SELECT value FROM json_each(?)) AND job.updated_at >= ? AND job.updated_at < ?
       ORDER BY job.updated_at DESC, p.id DESC LIMIT ?`,
    )
    .all(JSON.stringify(family), from, before, limit)
    .map(({ id, at, connection, state, price, line }): LeadEvent => {
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
        detail: line,
      };
    });
