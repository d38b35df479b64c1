import { parentPort, workerData } from 'node:worker_threads';
import { startPracticeDialer } from '../practice/dialer/start-practice-dialer.ts';
import { PRACTICE_WORLD } from '../practice/names.ts';

/** The practice dialer on a thread of its own, so that it is no slower or faster for the core's work. */
const { port, file } = workerData as { port: number; file: string };
startPracticeDialer({ port, file, world: PRACTICE_WORLD }).then(
  ({ url }) => parentPort?.postMessage({ url }),
  (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
);
