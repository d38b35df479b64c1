import type { LeadEvent } from '../../src-preload/contract/index.ts';
import type { TimelineSource } from '../lead-work/timeline.ts';
import { postsOfLeads } from './rows/posts-of-leads.ts';

/** What was posted of a lead to receivers, for its timeline. */
export const deliveryEvents: TimelineSource = (store, { family }, span) =>
  postsOfLeads(store, family, span).map(({ id, at, connection, state, price, reason, vendorLine }): LeadEvent => {
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
      detail: reason ?? vendorLine ?? '',
    };
  });
