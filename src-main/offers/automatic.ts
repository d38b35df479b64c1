import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { changeIfOpen } from './rows/offered-leads.ts';
import { firstDue } from './rows/offers.ts';
import { wasHandedBack } from './vendor-claim.ts';

/**
 * A lead that is open and was offered with `assign_automatically` belongs to that user from `notify_at` on ("Lead Offers"). Leads that are
 * already claimed, here or elsewhere, don't change. In the caller's transaction.
 *
 * @returns the leads that have become claimed
 */
export function assignDue(store: Store, offeredLeadIds: Iterable<number>, now: Millis): number[] {
  const given: number[] = [];
  for (const id of offeredLeadIds) {
    const due = firstDue(store, id, now);
    if (!due || wasHandedBack(store, { id, state: 'open' }, due.at)) continue;
    const holder = due.name || `User ${due.user_id}`;
    const claim = { state: 'claimed' as const, holder, holder_user: due.user_id, agent: null, claimed_at: due.at };
    if (changeIfOpen(store, id, { ...claim, claimed_via: 'Auto', confirmed: '' })) given.push(id);
  }
  return given;
}
