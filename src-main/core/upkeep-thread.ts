import { Worker } from 'node:worker_threads';
import type { Backup, DamageReport } from '../../src-preload/contract/index.ts';
import type { BackupOrder } from '../db/backups/make.ts';
import type { DamageKind } from '../db/damage/errors.ts';
import type { Examination } from '../db/damage/examine.ts';
import type { FullCheck } from '../db/damage/full-check.ts';
import type { ReadProgress } from '../db/pages/read-progress.ts';
import type { SalvageOptions, SalvageReport } from '../db/salvage/salvage.ts';
import { workerUrl } from './worker-url.ts';

/** Which pages are compared: those of the tables that bind (`isBinding`), of the lead index, or all. */
export type PagesToCompare = 'binding' | 'index' | 'all';

/** The tasks of the thread, with their orders and results. */
interface Tasks {
  readonly check: { readonly order: { file: string; fd: number; now: number }; readonly result: FullCheck };
  /** The number of pages that differ from their checksums. */
  readonly compare: {
    readonly order: { file: string; fd: number; which: PagesToCompare };
    readonly result: number;
  };
  readonly backup: {
    readonly order: { backup: Omit<BackupOrder, 'key'> & { readonly key: string | null } };
    readonly result: Backup;
  };
  readonly examine: { readonly order: { file: string }; readonly result: Examination };
  readonly describe: {
    readonly order: { file: string; kind: DamageKind; message: string; backups: readonly Backup[] };
    readonly result: DamageReport;
  };
  readonly salvage: {
    readonly order: { from: string; into: string; options: SalvageOptions };
    readonly result: SalvageReport;
  };
  readonly restore: {
    readonly order: {
      file: string;
      backup: string;
      /** A passphrase, or a stored key as text. */
      secret: string | null;
      isKey: boolean;
      encrypted: boolean;
    };
    readonly result: { readonly made: string; readonly words: string[] };
  };
}
type Task = keyof Tasks;
type Order<T extends Task> = { readonly is: T } & Readonly<Tasks[T]['order']>;

export type UpkeepOrder = { [T in Task]: Order<T> }[Task];
export type UpkeepResult = Tasks[Task]['result'];

export type FromUpkeep =
  | { readonly is: 'done'; readonly result: UpkeepResult }
  | { readonly is: 'progress'; readonly progress: ReadProgress }
  | { readonly is: 'failed'; readonly name: string; readonly message: string };

/**
 * Checks, copies, reads or repairs the data on a separate thread, one for each task.
 *
 * @throws Error with a message for the operator, and the name that it had in the thread
 */
export async function inUpkeepThread<T extends Task>(
  order: Order<T>,
  signal: AbortSignal,
  progress: (now: ReadProgress) => void = () => {},
): Promise<Tasks[T]['result']> {
  const worker = new Worker(workerUrl('upkeep-worker'), { name: 'trunkline upkeep', workerData: order });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: FromUpkeep) => {
        if (message.is === 'done') resolve(message.result as Tasks[T]['result']);
        else if (message.is === 'progress') progress(message.progress);
        else reject(Object.assign(new Error(message.message), { name: message.name }));
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
