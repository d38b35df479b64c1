import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { deleteSomePosts } from './rows/add-posts.ts';
import { deleteBatch } from './rows/batches.ts';

/** Posts deleted in one transaction. */
const AT_ONCE = 5_000;

/** Deletes a batch that was not added to the queue, with its rows: one portion per transaction, and the batch last. */
export async function dropBatch(store: Store, id: number): Promise<void> {
  while (store.write(() => deleteSomePosts(store, id, AT_ONCE)) > 0) await yieldToEventLoop();
  deleteBatch(store, id);
}
