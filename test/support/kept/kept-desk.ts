import { EventEmitter, once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type CoreThread, startCoreHost } from '../../../src-main/core/host.ts';
import type { FromCore, ToCore } from '../../../src-main/core/protocol.ts';
import type { CoreOfThread } from '../../../src-main/core/run-core.ts';
import { openShellLog } from '../../../src-main/platform/log/log.ts';
import { type BrowserShell, runBrowserShell } from '../../../src-main/shells/browser/run.ts';
import { closeInTime } from '../../../src-main/shells/shared/close-in-time.ts';
import { noteAsFound } from './as-found.ts';
import type { FromKept, FromKeptCore, ToKept, ToKeptCore } from './messages.ts';

/**
 * A process that runs one desk after the other for the tests of screens: shell and core as in the product, in their threads, but the product
 * is loaded once. Everything else about a desk is new: its folder, port, sockets, connections of SQLite and helper threads.
 */

/** The thread of a core that has ended, for the next one. */
let idle: Worker | null = null;

/** The core's thread as the shell sees it: its end is that of the core, after which the thread waits for the next one. */
class KeptThread extends EventEmitter implements CoreThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;

  constructor(data: CoreOfThread) {
    super();
    this.#worker = idle ?? new Worker(new URL('./kept-core.js', import.meta.url), { name: 'trunkline core' });
    idle = null;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on('message', (message: FromCore) => this.emit('message', message));
    this.#worker.on('error', (error) => this.emit('error', error));
    this.#worker.on('exit', (code) => this.emit('exit', code));
    this.#worker.postMessage({ is: 'run', port: port2, data } satisfies ToKeptCore, [port2]);
  }

  postMessage(message: ToCore): void {
    this.#port.postMessage(message);
  }

  async terminate(): Promise<void> {
    const resting = once(this.#worker, 'message');
    this.#worker.postMessage({ is: 'rest' } satisfies ToKeptCore);
    const [{ left }] = (await resting) as [FromKeptCore];
    this.#port.close();
    this.#worker.removeAllListeners('error').removeAllListeners('exit');
    if (left.length > 0) {
      await this.#worker.terminate();
      throw new Error(`The core of a desk has closed and left open: ${left.join(', ')}`);
    }
    idle = this.#worker;
  }
}

// Both are opened when they are first used, as by the start of a thread, and stay open: not something that a desk has left.
for (const stream of [process.stdout, process.stderr]) stream.write('');

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
let running: { readonly shell: BrowserShell; readonly restored: () => Promise<string[]> } | null = null;

/** The port of the desk before, or 0. A page at the same address is one that Chromium has compiled already. */
let port = 0;

async function start(dataDir: string): Promise<void> {
  const restored = noteAsFound();
  openShellLog(dataDir, 'browser');
  const run = () =>
    runBrowserShell({
      dataDir,
      port,
      onTrouble: say,
      startCore: (options) => startCoreHost({ ...options, startThread: (data) => new KeptThread(data) }),
    });
  const shell = await run().catch((error: unknown) => {
    if (port === 0) throw error;
    // Another program may have taken the port meanwhile.
    port = 0;
    return run();
  });
  port = Number(new URL(shell.url).port);
  running = { shell, restored };
}

async function stop(): Promise<void> {
  if (running === null) throw new Error('No desk runs in this process.');
  const { shell, restored } = running;
  running = null;
  const sentences: string[] = [];
  if (!(await closeInTime(shell.close(), { say: (sentence) => sentences.push(sentence) })))
    throw new Error(sentences.join('\n'));
  const left = await restored();
  if (left.length > 0) throw new Error(`The shell of a desk has closed and left open: ${left.join(', ')}`);
}

process.on('message', (message: ToKept) => {
  const done = message.is === 'start' ? start(message.dataDir) : stop();
  done.then(
    () => process.send?.({ is: 'done' } satisfies FromKept),
    (error: Error) => process.send?.({ is: 'failed', message: error.message } satisfies FromKept),
  );
});
// The tests have ended, or their process was killed.
process.on('disconnect', () => process.exit());
