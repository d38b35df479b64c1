import { actionRow } from '../../lead-work/action-rows.ts';
import { beginUndo } from '../../lead-work/actions.ts';
import type { WorkPorts } from '../../lead-work/ports.ts';
import { changeAction, type StoredAction } from '../rows/actions.ts';
import { changeOffered, type OfferedLead } from '../rows/offered-leads.ts';

/** Opens a lead again that was claimed at this desk, and undoes the owner that the claim gave it. In the caller's transaction. */
export function release(ports: WorkPorts, lead: OfferedLead, claim: StoredAction | null, what: string): void {
  const { store, now } = ports;
  changeOffered(store, lead.id, {
    state: 'open',
    holder: '',
    holder_user: '',
    agent: null,
    act_id: null,
    claimed_at: null,
    claimed_via: '',
    confirmed: '',
    time_to_claim: null,
    touched_at: null,
    alerted_at: null,
  });
  if (claim === null) return;
  if (claim.settled_at === null) changeAction(store, claim.id, { outcome: 'open', what, settled_at: now() });
  // No foreign key holds it: in data that was salvaged, the action can be missing.
  if (claim.owner_act !== null && actionRow(store, claim.owner_act)) beginUndo(ports, claim.owner_act);
}
