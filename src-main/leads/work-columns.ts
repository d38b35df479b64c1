import { CommandError } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadPorts } from './ports.ts';
import { hasLead } from './rows/leads.ts';
import { setWorkColumns, type WorkColumns } from './rows/work.ts';

/** Updates the columns of the work on a lead. In the caller's write transaction. */
export function setWork({ store, index }: Pick<LeadPorts, 'store' | 'index'>, leadId: number, work: WorkColumns): void {
  setWorkColumns(store, leadId, work);
  index.noteChanged([leadId]);
}

/** @throws CommandError `not-found` if the lead doesn't exist */
export function assertLead(store: Store, leadId: number): void {
  if (!hasLead(store, leadId)) {
    throw new CommandError('not-found', 'This lead no longer exists. It may have been merged or erased.');
  }
}
