import { me } from '../../db/me.ts';
import type { Store } from '../../db/store.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
import { cancelUnsent } from '../../queue/change-jobs.ts';
import { enqueue } from '../../queue/rows/add-jobs.ts';
import { createGroup, groupsPausedBecause, setGroupPaused } from '../../queue/rows/groups.ts';
import { type EnqueuePorts, type NewChange, writeChange } from '../make-request.ts';

/** What a batch of changes is: its jobs are one group of the queue. */
export type BatchKind = 'leadexec copies' | 'leadexec list items';

/** Changes put into the queue in one transaction. */
const AT_ONCE = 200;
/** Why no job of a batch leaves while it is being written. */
const BEING_WRITTEN = 'Being prepared';
const INTERRUPTED = 'Canceled: Trunkline stopped while the changes were being prepared, so none of them was sent';

/**
 * Puts many changes into the queue, a portion a transaction. None leaves before all are there: a stop in between means that none is sent, and the
 * operator, who was not told of it yet, begins anew.
 *
 * @returns the number of the batch
 */
export async function enqueueBatch(
  { store, now, wake }: EnqueuePorts,
  batch: { readonly connectionId: number; readonly kind: BatchKind; readonly label: string },
  changes: readonly NewChange[],
): Promise<number> {
  const { connectionId } = batch;
  const groupId = store.write(() => {
    const id = createGroup(store, { ...batch, now: now() });
    setGroupPaused(store, id, true, BEING_WRITTEN);
    return id;
  });
  const who = me(store);
  for (let at = 0; at < changes.length; at += AT_ONCE) {
    store.write(() => {
      const made = { who, now: now(), batch: groupId };
      const sources = changes.slice(at, at + AT_ONCE).map((change) => writeChange(store, change, made));
      enqueue(store, { id: groupId, connectionId }, sources, now());
      if (at + AT_ONCE >= changes.length) setGroupPaused(store, groupId, false);
    });
    await yieldToCommands();
  }
  wake();
  return groupId;
}

/** Cancels what a stop left half-written. */
export async function cancelUnfinished(store: Store, now: () => number): Promise<void> {
  for (const id of groupsPausedBecause(store, BEING_WRITTEN)) {
    await cancelUnsent(store, id, now, INTERRUPTED);
    store.write(() => setGroupPaused(store, id, false));
  }
}
