import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { enqueue } from '../queue/rows/add-jobs.ts';
import { createGroup } from '../queue/rows/groups.ts';
import { dropBatch } from './drop-batch.ts';
import { getBatch, noteGroup, noteQueued, unqueuedBatches } from './rows/batches.ts';
import { nextPosts } from './rows/unqueued-posts.ts';

/** The number of posts added to the queue in one transaction. */
const AT_ONCE = 2_000;

/** The job's lane. Without a phone it is unique, so that such posts may be in flight together. */
const laneOf = (phone: string, id: number): string => (phone === '' ? `post ${id}` : phone);

/**
 * Adds the posts of a batch to the queue, one portion per transaction, and reports new jobs after each. After an interruption, calling it
 * again continues after the last portion.
 */
export async function enqueueBatch(
  store: Store,
  batchId: number,
  ports: { readonly now: () => Millis; readonly wake: () => void; readonly stopped: () => boolean },
): Promise<void> {
  const begun = getBatch(store, batchId);
  const { connectionId, kind, label } = begun;
  const groupId =
    begun.groupId ??
    store.write(() => {
      const id = createGroup(store, {
        connectionId,
        kind: kind === 'update' ? 'update-lead' : 'post',
        label,
        now: ports.now(),
      });
      noteGroup(store, batchId, id);
      return id;
    });
  for (let behind = begun.queuedTo; behind !== null && !ports.stopped(); ) {
    const after = behind;
    behind = store.write(() => {
      const posts = nextPosts(store, batchId, after, AT_ONCE);
      const last = posts.length < AT_ONCE ? null : (posts.at(-1)?.id ?? null);
      const sources = posts.map(({ id, phone }) => ({ source: id, lane: laneOf(phone, id) }));
      enqueue(store, { id: groupId, connectionId }, sources, ports.now());
      noteQueued(store, batchId, last);
      return last;
    });
    ports.wake();
    await yieldToEventLoop();
  }
}

/** Continues after an interruption. A batch whose rows were still being read is deleted, because nobody agreed to it. */
export async function resumeBatches(store: Store, ports: Parameters<typeof enqueueBatch>[2]): Promise<void> {
  for (const { id, groupId } of unqueuedBatches(store)) {
    if (groupId === null) await dropBatch(store, id);
    else await enqueueBatch(store, id, ports);
  }
}
