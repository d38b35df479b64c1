import { parentPort } from 'node:worker_threads';
import { openHelperLog } from '../platform/log/log.ts';
import { vendorFetcher } from '../sync/fetch-vendor.ts';
import type { FromFetch, ToFetch } from './fetch-thread.ts';

/**
 * The helper thread that sends requests to lead sources and parses their answers, while the core stores them. It has no data except open
 * connections.
 */
const port = parentPort;
if (!port) throw new Error('The fetch helper runs only as a worker thread');
openHelperLog('fetch');

const fetcher = vendorFetcher();
port.on('message', ({ id, order }: ToFetch) => {
  void fetcher.fetch(order).then((answer) => port.postMessage({ id, answer } satisfies FromFetch));
});
