import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkPosts } from '../delivery/check/check-posts.ts';
import { guardDataFolder } from '../files/own-files.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { FromPostChecker, ToPostChecker } from './post-check-thread.ts';

/**
 * The helper that reads and checks leads before they are posted, with the vendor's expressions. It says through shared memory which of them it
 * is at, so that the core ends it where one doesn't come to an end.
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

/** Batches on their way to the core before the reader waits. */
const AHEAD = 2;
let underway = 0;
let goOn: (() => void) | null = null;

port.on('message', (message: ToPostChecker) => {
  if (message.is === 'stored') {
    underway--;
    goOn?.();
    return;
  }
  checkPosts(message.order, watch, async (batch, bytes) => {
    while (underway >= AHEAD) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
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
