import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkPosts } from '../delivery/check/check-posts.ts';
import { guardDataFolder } from '../files/own-files.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { FromPostChecker, ToPostChecker } from './post-check-thread.ts';

/**
 * The helper thread that reads and checks leads with the vendor's expressions before they are posted. It writes to shared memory which
 * expression it is evaluating, so that the core can terminate it if one doesn't finish.
 */
const port = parentPort;
if (!port) throw new Error('The check helper runs only as a worker thread');
openHelperLog('post-check');

const { guarded, shared } = z
  .object({ guarded: z.array(z.string()), shared: z.instanceof(SharedArrayBuffer) })
  .parse(workerData);
for (const dataDir of guarded) guardDataFolder(dataDir);
const view = new Int32Array(shared);
let uses = 0;
const watch = {
  begin(place: number) {
    uses = (uses + 1) | 0;
    view[1] = uses;
    view[0] = place + 1;
  },
  end() {
    view[0] = 0;
  },
};

/** The most batches in transit to the core before the reader waits. */
const AHEAD = 2;
let underway = 0;
let resume: (() => void) | null = null;

port.on('message', (message: ToPostChecker) => {
  if (message.is === 'stored') {
    underway--;
    resume?.();
    return;
  }
  checkPosts(message.order, watch, async (batch, bytes) => {
    while (underway >= AHEAD) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    underway++;
    port.postMessage({ is: 'batch', batch, bytes } satisfies FromPostChecker);
  }).then(
    (rows) => port.postMessage({ is: 'done', rows } satisfies FromPostChecker),
    (error: unknown) =>
      port.postMessage({
        is: 'failed',
        error: error instanceof Error ? error.message : String(error),
      } satisfies FromPostChecker),
  );
});
