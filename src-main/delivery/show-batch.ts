import type { DeliveryBatch } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { groupPause } from '../queue/rows/groups.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import { batchTotals } from './rows/batch-totals.ts';
import { getBatch } from './rows/batches.ts';

/** A batch as shown on screens and in the terminal. @throws CommandError `not-found` */
export function showBatch(store: Store, id: number): DeliveryBatch {
  const { connectionId, groupId, kind, label, createdAt, who } = getBatch(store, id);
  const totals = batchTotals(store, { id, connectionId });
  const group = groupId === null ? undefined : groupPause(store, groupId);
  return {
    ...{ id, connectionId, kind, label, createdAt, who, ...totals },
    // An update answers with the price of a lead that its own post is paid for.
    revenue: kind === 'update' ? 0 : totals.revenue,
    unpriced: kind === 'update' ? 0 : totals.unpriced,
    connection: listConnections(store).find((one) => one.id === connectionId)?.name ?? '',
    paused: group?.paused ?? false,
    pausedReason: group?.reason ?? null,
    jobs: shownCounts(store, { groupId: groupId ?? 0 }),
  };
}
