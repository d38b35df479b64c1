import { me } from '../../db/me.ts';
import type { Store } from '../../db/store.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
import { cancelUnsent } from '../../queue/change-jobs.ts';
import { enqueue } from '../../queue/rows/add-jobs.ts';
import { createGroup, groupsPausedBecause, setGroupPaused } from '../../queue/rows/groups.ts';
import { type EnqueuePorts, type NewChange, writeChange } from '../make-request.ts';

/** The kind of a batch, whose jobs are one group of the queue. */
export type BatchKind = 'leadexec copies' | 'leadexec list items';

/** Changes added to the queue in one transaction. */
const AT_ONCE = 200;
/** The reason why no job of a batch is sent while it is being written. */
const BEING_WRITTEN = 'Being prepared';
const INTERRUPTED = 'Canceled: Trunkline stopped while the changes were being prepared, so none of them was sent';

/**
 * Adds many changes to the queue, a portion in each transaction. None is sent before all are added: if the desk stops in between, none is
 * sent, and the operator, who has had no answer yet, starts again.
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

/** Cancels batches that were only partly written when the desk stopped. */
export async function cancelUnfinished(store: Store, now: () => number): Promise<void> {
  for (const id of groupsPausedBecause(store, BEING_WRITTEN)) {
    await cancelUnsent(store, id, now, INTERRUPTED);
    store.write(() => setGroupPaused(store, id, false));
  }
}
