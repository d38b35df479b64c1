import type { DeliveryBatch } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { yieldWhenDue } from '../platform/yielding.ts';
import { groupPause } from '../queue/rows/groups.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import { type BatchTotals, batchTotals } from './rows/batch-totals.ts';
import { getBatch } from './rows/batches.ts';

/** A batch without its totals, which take a moment for many posts. @throws CommandError `not-found` */
export function batchState(store: Store, id: number): Omit<DeliveryBatch, keyof BatchTotals> {
  const { connectionId, groupId, kind, label, createdAt, who } = getBatch(store, id);
  const group = groupId === null ? undefined : groupPause(store, groupId);
  return {
    ...{ id, connectionId, kind, label, createdAt, who },
    connection: listConnections(store).find((one) => one.id === connectionId)?.name ?? '',
    paused: group?.paused ?? false,
    pausedReason: group?.reason ?? null,
    jobs: shownCounts(store, { groupId: groupId ?? 0 }),
  };
}

/** A batch as shown on screens and in the terminal. @throws CommandError `not-found` */
export async function showBatch(store: Store, id: number): Promise<DeliveryBatch> {
  const totals = await batchTotals(store, getBatch(store, id));
  const state = batchState(store, id);
  // An update answers with the price of a lead that its own post is paid for.
  const isUpdate = state.kind === 'update';
  return {
    ...{ ...state, ...totals },
    revenue: isUpdate ? 0 : totals.revenue,
    unpriced: isUpdate ? 0 : totals.unpriced,
  };
}

/** Several of them, one after the other. */
export async function showBatches(store: Store, batches: readonly { readonly id: number }[]): Promise<DeliveryBatch[]> {
  const due = yieldWhenDue();
  const shown: DeliveryBatch[] = [];
  for (const { id } of batches) {
    shown.push(await showBatch(store, id));
    await due();
  }
  return shown;
}
