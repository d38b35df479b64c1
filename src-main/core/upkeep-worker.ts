import { parentPort, workerData } from 'node:worker_threads';
import { keyFrom } from '../db/backups/encrypt.ts';
import { makeBackup } from '../db/backups/make.ts';
import { asDamage, DamagedError } from '../db/damage/errors.ts';
import { examine } from '../db/damage/examine.ts';
import { checkAll, differingPages, pagesOfTables } from '../db/damage/full-check.ts';
import { isBinding, isOfIndex } from '../db/damage/objects.ts';
import { describeDamage } from '../db/damage/report.ts';
import type { ReadProgress } from '../db/pages/read-progress.ts';
import { prepareRestore } from '../db/replace.ts';
import { salvage } from '../db/salvage/salvage.ts';
import { openHelperLog } from '../platform/log/log.ts';
import type { FromUpkeep, PagesToCompare, UpkeepOrder, UpkeepResult } from './upkeep-thread.ts';

/** The shortest time between two messages about the progress, ms. */
const PROGRESS_MS = 250;

/**
 * The helper thread that reads all of the data, over connections of its own: to check or copy it while the desk uses it, and to describe,
 * salvage or replace it while no desk does. It writes new files alone, never the data.
 */
const port = parentPort;
if (!port) throw new Error('The upkeep helper runs only as a worker thread');
openHelperLog('upkeep');
const say = (message: FromUpkeep) => port.postMessage(message);
let reportedAt = 0;
const progress = (now: ReadProgress) => {
  if (performance.now() - reportedAt < PROGRESS_MS) return;
  reportedAt = performance.now();
  say({ is: 'progress', progress: now });
};

async function carryOut(order: UpkeepOrder): Promise<UpkeepResult> {
  switch (order.is) {
    case 'check':
      return await checkAll(order.file, order.fd, order.now);
    case 'compare':
      return (await differingPages(order.file, order.fd, pagesToCompare(order))).differ.length;
    case 'backup': {
      const { key, ...rest } = order.backup;
      return makeBackup({ ...rest, key: key === null ? null : keyFrom(key) });
    }
    case 'examine':
      return examine(order.file, { progress });
    case 'describe':
      return describeDamage(order.file, new DamagedError(order.kind, order.message), order.backups, progress);
    case 'salvage':
      return salvage(order.from, order.into, order.options, progress);
    case 'restore': {
      const { file, backup, secret, isKey, encrypted } = order;
      const key = secret !== null && isKey ? keyFrom(secret) : secret;
      return prepareRestore(file, backup, { secret: key, encrypted, progress });
    }
  }
}

/** The pages to compare; undefined for all pages, also if it can't be read which ones are meant. */
function pagesToCompare({ file, which }: { file: string; which: PagesToCompare }) {
  try {
    return which === 'all' ? undefined : pagesOfTables(file, which === 'index' ? isOfIndex : isBinding);
  } catch (error) {
    if (asDamage(error) === null) throw error;
    return undefined;
  }
}

try {
  say({ is: 'done', result: await carryOut(workerData as UpkeepOrder) });
} catch (error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  say({ is: 'failed', name, message });
}
