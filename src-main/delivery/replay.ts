import { CommandError, type DeliveryBatch } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import { enqueueBatch } from './enqueue.ts';
import { addReplay } from './rows/add-posts.ts';
import { createBatch, getBatch } from './rows/batches.ts';
import { getPost } from './rows/post.ts';
import { postOfJob } from './show.ts';
import { showBatch } from './show-batch.ts';

type Ports = Parameters<typeof enqueueBatch>[2] & { readonly store: Store };

/**
 * Posts the lead of a job again as a new job that is linked to it. A person decided it, so only an undecided result prevents it. @throws
 * CommandError
 */
export async function replay(ports: Ports, jobId: number): Promise<DeliveryBatch> {
  const { store, now } = ports;
  const post = getPost(store, postOfJob(store, jobId));
  const state = jobOf(store, jobId)?.state;
  if (post === undefined || Object.keys(post.fields).length === 0) {
    throw new CommandError('not-found', 'The fields of this lead are no longer on this desk.');
  }
  if (state === 'ready' || state === 'held' || state === 'sending' || state === 'awaiting-vendor') {
    throw new CommandError('conflict', `Job ${jobId} is ${state}: it is not finished yet.`);
  }
  if (state === 'unknown') {
    throw new CommandError(
      'conflict',
      `The result of job ${jobId} is still unknown. Resolve it first: the lead may have been sold.`,
    );
  }
  const before = getBatch(store, post.batchId);
  const id = store.write(() => {
    const { connectionId, kind } = before;
    const options = { ...before.options, together: 1 };
    const batch = createBatch(store, {
      connectionId,
      kind,
      label: `Replay of job ${jobId}`,
      options,
      who: me(store),
      createdAt: now(),
      fileHash: '',
    });
    addReplay(store, batch, post.id);
    return batch;
  });
  await enqueueBatch(store, id, ports);
  return showBatch(store, id);
}
