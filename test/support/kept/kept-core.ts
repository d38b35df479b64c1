import { parentPort } from 'node:worker_threads';
import { runCore } from '../../../src-main/core/run-core.ts';
import { noteAsFound } from './as-found.ts';
import type { FromKeptCore, ToKeptCore } from './messages.ts';

/** A thread that runs the core of one desk after the other, as `core-worker.ts` runs one. */
const parent = parentPort;
if (!parent) throw new Error('The core runs only as a worker thread');
let end: () => Promise<string[]> = async () => [];

parent.on('message', (message: ToKeptCore) => {
  if (message.is === 'run') {
    const { port, data } = message;
    const restored = noteAsFound();
    end = async () => {
      port.close();
      return await restored();
    };
    runCore(port, data);
  } else void end().then((left) => parent.postMessage({ left } satisfies FromKeptCore));
});
