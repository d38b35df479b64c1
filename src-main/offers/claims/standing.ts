import type { ClaimState } from '../../db/offer-tables.ts';
import type { Store } from '../../db/store.ts';
import { type StoredAction, submitUnderWay } from '../rows/actions.ts';
import type { OfferedLead } from '../rows/offered-leads.ts';
import { offeredLead } from './offered-leads.ts';

/** The states of a claim about which the vendor has not reported yet. */
const UNDER_WAY: ReadonlySet<ClaimState> = new Set(['intent', 'claimed-here', 'unknown']);

/** Whether a claim at this desk holds the lead and is not confirmed by the vendor yet. */
export const holdsLead = (
  action: Pick<StoredAction, 'id' | 'settled_at'>,
  lead: Pick<OfferedLead, 'act_id' | 'state'>,
): boolean => action.settled_at === null && lead.act_id === action.id && UNDER_WAY.has(lead.state);

/**
 * Why nothing may be sent for an action any more; null if it may. The check is needed because an operator can put a cancelled job back into
 * the queue.
 */
export function mayGo(store: Store, action: StoredAction): string | null {
  if (action.kind === 'submit') {
    return submitUnderWay(store, action.connection_id, action.external_id, action.id)
      ? 'Another submission of this lead is in progress'
      : null;
  }
  if (action.offered_lead_id !== null && holdsLead(action, offeredLead(store, action.offered_lead_id))) return null;
  return goneWords(action);
}

/** The reason why a claim has nothing left to send. */
export function goneWords({ outcome, lost_to }: Pick<StoredAction, 'outcome' | 'lost_to'>): string {
  if (outcome === 'lost') return `Lost to ${lost_to === '' ? 'someone else' : lost_to}`;
  return outcome === 'claimed' ? 'The vendor reports it as already claimed' : 'This claim is no longer valid';
}
