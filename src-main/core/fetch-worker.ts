import { parentPort } from 'node:worker_threads';
import { openHelperLog } from '../platform/log/log.ts';
import { vendorFetcher } from '../sync/fetch-vendor.ts';
import type { FromFetch, ToFetch } from './fetch-thread.ts';

/** The helper that asks sources of leads and reads what they answer, while the core stores. It holds nothing but open connections. */
const port = parentPort;
if (!port) throw new Error('The fetch helper runs only as a worker thread');
openHelperLog('fetch');

const fetcher = vendorFetcher();
port.on('message', ({ id, order }: ToFetch) => {
  void fetcher.fetch(order).then((answer) => port.postMessage({ id, answer } satisfies FromFetch));
});
