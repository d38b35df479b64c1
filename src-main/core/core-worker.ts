import { parentPort, workerData } from 'node:worker_threads';
import { type CoreOfThread, runCore } from './run-core.ts';

if (!parentPort) throw new Error('The core runs only as a worker thread');
runCore(parentPort, workerData as CoreOfThread);
