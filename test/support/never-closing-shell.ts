import { Worker } from 'node:worker_threads';
import { startCoreHost } from '../../src-main/core/host.ts';
import { serveInBrowser } from '../../src-main/shells/browser/serve-in-browser.ts';

/** The browser shell over a core that never closes, beside a thread that hangs in a call of the system. */
await serveInBrowser({
  dataDir: process.argv[2] ?? '',
  port: 0,
  open: false,
  because: null,
  closeWithinMs: 200,
  startCore: async (options) => {
    const host = await startCoreHost(options);
    const worker = new Worker("require('node:child_process').spawnSync('sleep', ['30'])", { eval: true });
    worker.on('error', () => {});
    return { call: (c, i) => host.call(c, i), subscribe: (l) => host.subscribe(l), close: () => new Promise(() => {}) };
  },
});
