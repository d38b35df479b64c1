import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkFile } from '../dialing/check-file.ts';
import { guardDataFolder } from '../files/own-files.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { FromChecker, ToChecker } from './check-thread.ts';

/**
 * The helper thread that reads and checks a file while the core stores the results. It has no data except the file and its instructions.
 */
const port = parentPort;
if (!port) throw new Error('The check helper runs only as a worker thread');
openHelperLog('check');

for (const dataDir of z.object({ guarded: z.array(z.string()) }).parse(workerData).guarded) guardDataFolder(dataDir);

/** The most batches in transit to the core before the reader waits. */
const AHEAD = 2;
let underway = 0;
let resume: (() => void) | null = null;

port.on('message', (message: ToChecker) => {
  if (message.is === 'stored') {
    underway--;
    resume?.();
    return;
  }
  checkFile(message.order, async (batch) => {
    while (underway >= AHEAD) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    underway++;
    port.postMessage({ is: 'batch', batch } satisfies FromChecker, [
      batch.verdicts.buffer,
      batch.marks.buffer,
      batch.takes.buffer,
    ]);
  }).then(
    (rows) => port.postMessage({ is: 'done', rows } satisfies FromChecker),
    (error: unknown) =>
      port.postMessage({
        is: 'failed',
        error: error instanceof Error ? error.message : String(error),
      } satisfies FromChecker),
  );
});
