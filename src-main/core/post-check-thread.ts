import { Worker } from 'node:worker_threads';
import type { CheckedPost, PostOrder } from '../delivery/check/check-posts.ts';
import type { PostChecker } from '../delivery/check/run-check.ts';
import { guardedFolders } from '../files/own-files.ts';
import { workerUrl } from './worker-url.ts';

export type ToPostChecker = { readonly is: 'check'; readonly order: PostOrder } | { readonly is: 'stored' };
export type FromPostChecker =
  | { readonly is: 'batch'; readonly batch: readonly CheckedPost[]; readonly bytes: number }
  | { readonly is: 'done'; readonly rows: number }
  | { readonly is: 'failed'; readonly error: string };

/** How long one evaluation of an expression may take, and how often that is checked, ms. */
const EXPRESSION_MS = 1_000;
const LOOK_EVERY_MS = 100;

/** Checks leads on a separate thread, which is terminated if one evaluation of an expression takes too long. */
export const threadedPostChecker: PostChecker = {
  check(order, store, signal) {
    const shared = new SharedArrayBuffer(8);
    const view = new Int32Array(shared);
    const worker = new Worker(workerUrl('post-check-worker'), {
      name: 'trunkline post check',
      workerData: { guarded: guardedFolders(), shared },
    });
    let watching: NodeJS.Timeout | undefined;
    let give: (() => void) | undefined;
    return new Promise<Awaited<ReturnType<PostChecker['check']>>>((resolve, reject) => {
      signal.throwIfAborted();
      give = () => reject(signal.reason);
      signal.addEventListener('abort', give);
      let stored = Promise.resolve();
      let seen = { place: 0, uses: 0, since: performance.now() };
      watching = setInterval(() => {
        const [place = 0, uses = 0] = view;
        if (place === 0 || place !== seen.place || uses !== seen.uses) {
          seen = { place, uses, since: performance.now() };
        } else if (performance.now() - seen.since >= EXPRESSION_MS) {
          // What the thread has delivered is stored first, because the next thread continues after it.
          stored.then(() => resolve({ is: 'too-slow', place: place - 1 }), reject);
        }
      }, LOOK_EVERY_MS);
      worker.on('message', (message: FromPostChecker) => {
        switch (message.is) {
          case 'batch':
            stored = stored
              .then(() => store(message.batch, message.bytes))
              .then(() => worker.postMessage({ is: 'stored' } satisfies ToPostChecker));
            stored.catch(reject);
            break;
          case 'done':
            stored.then(() => resolve({ is: 'done', rows: message.rows }), reject);
            break;
          case 'failed':
            reject(new Error(message.error));
            break;
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the helper that checks leads ended (${code})`)));
      worker.postMessage({ is: 'check', order } satisfies ToPostChecker);
    }).finally(async () => {
      clearInterval(watching);
      if (give) signal.removeEventListener('abort', give);
      await worker.terminate();
    });
  },
};
