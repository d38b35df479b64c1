import { Worker } from 'node:worker_threads';
import type { CheckedBatch, CheckOrder } from '../dialing/check-file.ts';
import type { FileChecker } from '../dialing/check-import.ts';
import { guardedFolders } from '../files/own-files.ts';
import { workerUrl } from './worker-url.ts';

export type ToChecker = { readonly is: 'check'; readonly order: CheckOrder } | { readonly is: 'stored' };
export type FromChecker =
  | { readonly is: 'batch'; readonly batch: CheckedBatch }
  | { readonly is: 'done'; readonly rows: number }
  | { readonly is: 'failed'; readonly error: string };

/** Checks each file on a separate thread, so that reading and checking continue while the core commits. */
export const threadedChecker: FileChecker = {
  check(order, store, signal) {
    const worker = new Worker(workerUrl('check-worker'), {
      name: 'trunkline check',
      workerData: { guarded: guardedFolders() },
      resourceLimits: { maxYoungGenerationSizeMb: 32 },
    });
    return new Promise<number>((resolve, reject) => {
      // Batches are processed one after another in the order of the file, all of them before the end.
      let stored = Promise.resolve();
      const post = (message: ToChecker) => worker.postMessage(message);
      worker.on('message', (message: FromChecker) => {
        switch (message.is) {
          case 'batch':
            stored = stored.then(() => store(message.batch)).then(() => post({ is: 'stored' }));
            stored.catch(reject);
            break;
          case 'done':
            stored.then(() => resolve(message.rows), reject);
            break;
          case 'failed':
            reject(new Error(message.error));
            break;
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the helper that reads the file ended (${code})`)));
      signal.addEventListener('abort', () => reject(signal.reason));
      post({ is: 'check', order });
    }).finally(() => worker.terminate());
  },
};
