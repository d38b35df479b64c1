import { Worker } from 'node:worker_threads';
import type { Backup } from '../../src-preload/contract/index.ts';
import type { BackupOrder } from '../db/backups/make.ts';
import type { FullCheck } from '../db/damage/full-check.ts';
import { workerUrl } from './worker-url.ts';

export type UpkeepOrder =
  | { readonly is: 'check'; readonly file: string; readonly fd: number; readonly now: number }
  | { readonly is: 'backup'; readonly backup: Omit<BackupOrder, 'key'> & { readonly key: string | null } };

export type FromUpkeep =
  | ({ readonly is: 'checked' } & FullCheck)
  | { readonly is: 'made'; readonly backup: Backup }
  | { readonly is: 'failed'; readonly message: string };

/** Checks or copies the data on a separate thread, one for each task. @throws Error with a message for the operator */
export function inUpkeepThread(order: Extract<UpkeepOrder, { is: 'check' }>, signal: AbortSignal): Promise<FullCheck>;
export function inUpkeepThread(order: Extract<UpkeepOrder, { is: 'backup' }>, signal: AbortSignal): Promise<Backup>;
export async function inUpkeepThread(order: UpkeepOrder, signal: AbortSignal): Promise<FullCheck | Backup> {
  const worker = new Worker(workerUrl('upkeep-worker'), { name: 'trunkline upkeep', workerData: order });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: FromUpkeep) => {
        if (message.is === 'checked') resolve({ check: message.check, unknown: message.unknown });
        else if (message.is === 'made') resolve(message.backup);
        else reject(new Error(message.message));
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The helper that looks after the data ended (${code}).`)));
      signal.addEventListener('abort', () => reject(new Error('Trunkline is closing.')));
      if (signal.aborted) reject(new Error('Trunkline is closing.'));
    });
  } finally {
    await worker.terminate();
  }
}
