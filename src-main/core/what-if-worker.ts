import { parentPort } from 'node:worker_threads';
import { type StartedRun, startRun } from '../leadexec/what-if/run/run-order.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { FromWhatIf, ToWhatIf } from './what-if-thread.ts';

/** The helper thread that distributes posted leads for a what-if or an explanation. It has no other data. */
const port = parentPort;
if (!port) throw new Error('The what-if helper runs only as a worker thread');
openHelperLog('what-if');

const send = (message: FromWhatIf) => port.postMessage(message);
let run: StartedRun | undefined;

port.on('message', (message: ToWhatIf) => {
  try {
    take(message);
  } catch (error) {
    send({ is: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function take(message: ToWhatIf): void {
  switch (message.is) {
    case 'begin':
      run = startRun(message.order);
      return;
    case 'leads':
      for (const post of message.posts) run?.add(post);
      send({ is: 'took', leads: run?.leads() ?? 0 });
      return;
    case 'end':
      if (run !== undefined) send({ is: 'done', reply: run.finish() });
  }
}
