import type { Store } from '../db/store.ts';
import { statusOf } from '../leads/rows/work.ts';
import { setWork } from '../leads/work-columns.ts';
import type { ActionSet } from './action-sets.ts';
import { lastCall, retriedLeads } from './call-rows.ts';
import { openRow } from './callback-rows.ts';
import type { WorkPorts } from './ports.ts';

/** When a lead is to be called: at its open callback, or else, if it waits for another attempt, at that time; null for neither. */
function dueAt(store: Store, leadId: number, waiting: boolean): number | null {
  const callback = openRow(store, leadId);
  if (callback !== undefined) return callback.due_at;
  return waiting ? (lastCall(store, leadId)?.retry_at ?? null) : null;
}

/** When a waiting lead is to be tried again; null if it isn't waiting, or if a callback has the time. */
export function retryOf({ store, index }: Pick<WorkPorts, 'store' | 'index'>, leadId: number): number | null {
  if (!index.valuesOf(leadId, 'status').includes('waiting')) return null;
  return openRow(store, leadId) === undefined ? (lastCall(store, leadId)?.retry_at ?? null) : null;
}

/** Updates the list's columns from the calls and callbacks of a lead. In the caller's write transaction. */
export function showWork(ports: Pick<WorkPorts, 'store' | 'index'>, leadId: number, touchedAt?: number): void {
  const { store } = ports;
  const waiting = statusOf(store, leadId) === 'waiting';
  setWork(ports, leadId, {
    lastDisposition: lastCall(store, leadId)?.outcome ?? null,
    callbackAt: dueAt(store, leadId, waiting),
    ...(touchedAt === undefined ? {} : { touchedAt }),
  });
}

/** Updates the time of the next attempt for leads that started or stopped waiting. */
export function followStatus(ports: WorkPorts, sets: readonly Pick<ActionSet, 'facet' | 'value' | 'leads'>[]): void {
  const { store, index } = ports;
  const changed = sets.filter(({ facet, value }) => facet === 'status' && value === 'waiting');
  if (changed.length === 0) return;
  const tried = retriedLeads(store);
  for (const { leads } of changed) {
    for (const leadId of leads.and(index.setOf(tried)).ids()) {
      const waiting = statusOf(store, leadId) === 'waiting';
      setWork(ports, leadId, { callbackAt: dueAt(store, leadId, waiting) });
    }
  }
}
