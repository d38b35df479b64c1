import { parentPort, workerData } from 'node:worker_threads';
import { keyFrom } from '../db/backups/encrypt.ts';
import { makeBackup } from '../db/backups/make.ts';
import { checkAll } from '../db/damage/full-check.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { FromUpkeep, UpkeepOrder } from './upkeep-thread.ts';

/** The helper thread that reads all of the data to check or copy it, over its own connections. It never writes to the data. */
const port = parentPort;
if (!port) throw new Error('The upkeep helper runs only as a worker thread');
openHelperLog('upkeep');
const order = workerData as UpkeepOrder;
const say = (message: FromUpkeep) => port.postMessage(message);
try {
  if (order.is === 'check') say({ is: 'checked', ...(await checkAll(order.file, order.fd, order.now)) });
  else {
    const { key, ...rest } = order.backup;
    say({ is: 'made', backup: makeBackup({ ...rest, key: key === null ? null : keyFrom(key) }) });
  }
} catch (error) {
  say({ is: 'failed', message: error instanceof Error ? error.message : String(error) });
}
