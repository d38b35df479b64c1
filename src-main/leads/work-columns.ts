import { CommandError } from '../../src-preload/contract/index.ts';
import { compiledWith } from '../db/compiled-with.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { hasLead } from './lead-rows.ts';
import type { LeadPorts } from './ports.ts';

/** What the list shows about the work on a lead. Missing columns don't change. Times are ms since 1970. */
export interface WorkColumns {
  readonly attempts?: number;
  readonly lastDisposition?: string | null;
  readonly callbackAt?: number | null;
  readonly touchedAt?: number;
}

const lead = sqlOf.updateTable('lead');
const setAttempts = compiledWith((to: { id: number; value: number }) =>
  lead.set({ attempts: to.value }).where('id', '=', to.id),
);
const setDisposition = compiledWith((to: { id: number; value: string | null }) =>
  lead.set({ last_disposition: to.value }).where('id', '=', to.id),
);
const setCallbackAt = compiledWith((to: { id: number; value: number | null }) =>
  lead.set({ callback_at: to.value }).where('id', '=', to.id),
);
const setTouchedAt = compiledWith((to: { id: number; value: number }) =>
  lead.set({ touched_at: to.value }).where('id', '=', to.id),
);

/** Updates the columns of the work on a lead. In the caller's write transaction. */
export function setWork({ store, index }: Pick<LeadPorts, 'store' | 'index'>, leadId: number, work: WorkColumns): void {
  const { attempts, lastDisposition, callbackAt, touchedAt } = work;
  if (attempts !== undefined) store.run(setAttempts({ id: leadId, value: attempts }));
  if (lastDisposition !== undefined) store.run(setDisposition({ id: leadId, value: lastDisposition }));
  if (callbackAt !== undefined) store.run(setCallbackAt({ id: leadId, value: callbackAt }));
  if (touchedAt !== undefined) store.run(setTouchedAt({ id: leadId, value: touchedAt }));
  index.noteChanged([leadId]);
}

/** @throws CommandError `not-found` if the lead doesn't exist */
export function assertLead(store: Store, leadId: number): void {
  if (!hasLead(store, leadId)) {
    throw new CommandError('not-found', 'This lead no longer exists. It may have been merged or erased.');
  }
}
