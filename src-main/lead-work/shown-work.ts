import type { Store } from '../db/store.ts';
import { setWork } from '../leads/work-columns.ts';
import { statusOf } from '../leads/work-rows.ts';
import type { ActSet } from './act-sets.ts';
import type { WorkPorts } from './ports.ts';

/** When a lead is to be called: its open callback, else, while it waits, the time to try again; null for neither. */
function dueAt(store: Store, leadId: number, waiting: boolean): number | null {
  const callback = store
    .prepare('SELECT due_at FROM callback WHERE lead_id = ? AND done_at IS NULL AND removed_at IS NULL')
    .pluck()
    .get(leadId) as number | undefined;
  if (callback !== undefined) return callback;
  return waiting ? (lastCall(store, leadId)?.retry_at ?? null) : null;
}

const lastCall = (store: Store, leadId: number) =>
  store
    .prepare<[number], { outcome: string; retry_at: number | null }>(
      'SELECT outcome, retry_at FROM lead_call WHERE lead_id = ? AND ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT 1',
    )
    .get(leadId);

/** When a lead that waits is to be tried again; null where it doesn't wait, or a callback says when. */
export function retryOf({ store, index }: Pick<WorkPorts, 'store' | 'index'>, leadId: number): number | null {
  if (!index.valuesOf(leadId, 'status').includes('waiting')) return null;
  const called = store.prepare('SELECT 1 FROM callback WHERE lead_id = ? AND done_at IS NULL AND removed_at IS NULL');
  return called.get(leadId) === undefined ? (lastCall(store, leadId)?.retry_at ?? null) : null;
}

/** Makes the list show what calls and callbacks now say of a lead. In the caller's write transaction. */
export function showWork(ports: Pick<WorkPorts, 'store' | 'index'>, leadId: number, touchedAt?: number): void {
  const { store } = ports;
  const waiting = statusOf(store, leadId) === 'waiting';
  setWork(ports, leadId, {
    lastDisposition: lastCall(store, leadId)?.outcome ?? null,
    callbackAt: dueAt(store, leadId, waiting),
    ...(touchedAt === undefined ? {} : { touchedAt }),
  });
}

/** Leads that came to wait or wait no more: the list shows the time to try them again, or shows it no more. */
export function followStatus(ports: WorkPorts, sets: readonly Pick<ActSet, 'facet' | 'value' | 'leads'>[]): void {
  const { store, index } = ports;
  const changed = sets.filter(({ facet, value }) => facet === 'status' && value === 'waiting');
  if (changed.length === 0) return;
  const tried = store
    .prepare('SELECT DISTINCT lead_id FROM lead_call WHERE retry_at IS NOT NULL')
    .pluck()
    .all() as number[];
  for (const { leads } of changed) {
    for (const leadId of leads.and(index.setOf(tried)).ids()) {
      const waiting = statusOf(store, leadId) === 'waiting';
      setWork(ports, leadId, { callbackAt: dueAt(store, leadId, waiting) });
    }
  }
}
