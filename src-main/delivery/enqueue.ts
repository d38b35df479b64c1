import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { enqueue } from '../queue/rows/add-jobs.ts';
import { createGroup } from '../queue/rows/groups.ts';
import { dropBatch, getBatch } from './batch-table.ts';

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
      store.prepare('UPDATE delivery_batch SET group_id = ? WHERE id = ?').run(id, batchId);
      return id;
    });
  const page = store.prepare<[number, number, number], { id: number; phone: string }>(
    'SELECT id, phone FROM delivery_post WHERE batch_id = ? AND left_out = 0 AND id > ? ORDER BY id LIMIT ?',
  );
  const keep = store.prepare('UPDATE delivery_batch SET queued_to = ? WHERE id = ?');
  for (let behind = begun.queuedTo; behind !== null && !ports.stopped(); ) {
    const after = behind;
    behind = store.write(() => {
      const posts = page.all(batchId, after, AT_ONCE);
      const last = posts.length < AT_ONCE ? null : (posts.at(-1)?.id ?? null);
      const sources = posts.map(({ id, phone }) => ({ source: id, lane: laneOf(phone, id) }));
      enqueue(store, { id: groupId, connectionId }, sources, ports.now());
      keep.run(last, batchId);
      return last;
    });
    ports.wake();
    await yieldToEventLoop();
  }
}

/** Continues after an interruption. A batch whose rows were still being read is deleted, because nobody agreed to it. */
export async function resumeBatches(store: Store, ports: Parameters<typeof enqueueBatch>[2]): Promise<void> {
  const left = store
    .prepare<[], { id: number; group_id: number | null }>(
      'SELECT id, group_id FROM delivery_batch WHERE queued_to IS NOT NULL',
    )
    .all();
  for (const { id, group_id } of left) {
    if (group_id === null) await dropBatch(store, id);
    else await enqueueBatch(store, id, ports);
  }
}
