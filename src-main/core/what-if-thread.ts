import { Worker } from 'node:worker_threads';
import type { PostedInput } from '../leadexec/what-if/run/read-posted.ts';
import type { RunOrder, RunReply, WhatIfRunner } from '../leadexec/what-if/run/run-order.ts';
import { workerUrl } from './worker-url.ts';

export type ToWhatIf =
  | { readonly is: 'begin'; readonly order: RunOrder }
  | { readonly is: 'leads'; readonly posts: readonly PostedInput[] }
  | { readonly is: 'end' };
export type FromWhatIf =
  | { readonly is: 'took'; readonly leads: number }
  | { readonly is: 'done'; readonly reply: RunReply }
  | { readonly is: 'failed'; readonly error: string };

/** The most portions in transit to the thread before the reader waits. */
const AHEAD = 4;

/** Runs each request on its own thread, which ends with it or as soon as it is canceled. */
export const threadedWhatIf: WhatIfRunner = {
  async run(order, portions, progress, signal) {
    signal.throwIfAborted();
    const worker = new Worker(workerUrl('what-if-worker'), { name: 'trunkline what-if' });
    const send = (message: ToWhatIf) => worker.postMessage(message);
    let underway = 0;
    let resume: (() => void) | null = null;
    let give: (() => void) | undefined;
    const replied = new Promise<RunReply>((resolve, reject) => {
      give = () => reject(signal.reason);
      signal.addEventListener('abort', give);
      worker.on('message', (message: FromWhatIf) => {
        if (message.is === 'took') {
          underway--;
          progress(message.leads);
          resume?.();
        } else if (message.is === 'done') resolve(message.reply);
        else reject(new Error(message.error));
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the helper that works what-ifs out ended (${code})`)));
    });
    const ended = replied.then(
      () => true,
      () => true,
    );
    const feed = async () => {
      send({ is: 'begin', order });
      for await (const posts of portions) {
        if (signal.aborted) return;
        send({ is: 'leads', posts });
        underway++;
        while (underway >= AHEAD && !signal.aborted) {
          const room = new Promise<void>((resolve) => {
            resume = resolve;
          });
          await Promise.race([room, ended]);
          if (await Promise.race([ended, Promise.resolve(false)])) return;
        }
      }
      send({ is: 'end' });
    };
    try {
      const [reply] = await Promise.all([replied, feed()]);
      return reply;
    } finally {
      if (give) signal.removeEventListener('abort', give);
      await worker.terminate();
    }
  },
};
