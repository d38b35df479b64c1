import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, type Replaced, type Reply } from '../../src-preload/contract/index.ts';
import { backupFile, listBackups } from '../db/backups/manifest.ts';
import { asDamage, changedPages, type DamagedError } from '../db/damage/errors.ts';
import { type Examination, isSound, losesNothing } from '../db/damage/examine.ts';
import { repairPages } from '../db/damage/repair-pages.ts';
import { repairBytes } from '../db/ledger/repair-bytes.ts';
import { makeDataDir } from '../db/make-data-dir.ts';
import { databaseFile, openStore } from '../db/open.ts';
import { DataFolderBusy, ownDataFolder } from '../db/own.ts';
import type { ReadProgress } from '../db/pages/read-progress.ts';
import { makingFile, moveAside, putInPlace } from '../db/replace.ts';
import type { SalvageOptions, SalvageReport } from '../db/salvage/salvage.ts';
import { UPLOADS } from '../files/own-files.ts';
import { logError } from '../platform/log/log.ts';
import { damagedCore } from './damaged-core.ts';
import type { CorePorts, Replacement } from './ports.ts';
import { BACKUP_KEY, takeRepairOrder } from './repair-order.ts';
import { type Core, startCore } from './start-core.ts';
import { inUpkeepThread } from './upkeep-thread.ts';

/**
 * Starts the desk on a data folder, even if its data is damaged. Damage that can be repaired without losing anything is repaired at once.
 * Otherwise a desk opens that reports what is wrong and what can be done. Replaces the desk's data when the operator asks for it.
 *
 * @throws DataFolderBusy, MigrationError
 */
export async function startDeskCore(ports: CorePorts, start: typeof startCore = startCore): Promise<DeskCore> {
  const desk = new DeskCore(ports, start);
  await desk.open();
  return desk;
}

/** If damage is found again within this time after a repair, it is reported instead of repaired, ms. */
const REPAIRED_LATELY_MS = 10 * 60_000;

/** See `startDeskCore`. */
export class DeskCore implements Core {
  readonly #ports: CorePorts;
  readonly #start: typeof startCore;
  readonly #file: string;
  readonly #listeners = new Set<Parameters<Core['subscribe']>[0]>();
  #inner: Core | null = null;
  /** When the running desk was last repaired, ms since 1970. */
  #repairedAt: number | null = null;
  #replacing: Promise<unknown> | null = null;
  /** How much of the data was read for a replacement. */
  #progress: ReadProgress | null = null;
  readonly #stop = new AbortController();

  constructor(ports: CorePorts, start: typeof startCore) {
    this.#start = start;
    this.#file = databaseFile(ports.dataDir);
    this.#ports = { ...ports, replace: (how) => this.#replace(how) };
  }

  async open(): Promise<void> {
    this.#use(await this.#opened());
  }

  #use(inner: Core): void {
    this.#inner = inner;
    this.#progress = null;
    inner.subscribe((event) => {
      for (const listener of this.#listeners) listener(event);
    });
  }

  #publish(): void {
    for (const listener of this.#listeners) listener({ topic: 'desk' });
  }

  /** Takes the progress of a task that reads all of the data. */
  readonly #progressed = (now: ReadProgress): void => {
    this.#progress = now;
    this.#publish();
  };

  async #opened(): Promise<Core> {
    const { dataDir, clock } = this.#ports;
    let isRepairing = false;
    try {
      makeDataDir(dataDir);
      isRepairing = takeRepairOrder(dataDir);
      const remark = isRepairing ? await this.#repair(clock.now()) : null;
      isRepairing = false;
      return await this.#start({ ...this.#ports, ...(remark === null ? {} : { remark }) });
    } catch (error) {
      const damage = asDamage(error);
      if (damage === null) throw error;
      // A second repair would find the same.
      return (isRepairing ? null : await this.#repaired()) ?? this.#damaged(damage);
    }
  }

  /** The desk on its repaired data; null if it can't be repaired without losing anything. */
  async #repaired(): Promise<Core | null> {
    try {
      const remark = await this.#repair(this.#ports.clock.now());
      if (remark !== null) return await this.#start({ ...this.#ports, remark });
    } catch (error) {
      if (error instanceof DataFolderBusy) throw error;
      // A failed repair changes nothing about the damage, and the damage is what is reported.
      if (asDamage(error) === null) process.emitWarning(`The data could not be repaired: ${(error as Error).message}`);
    }
    return null;
  }

  /** Whether a repair may help: the last one was not a moment ago. If so, it counts as the last one. */
  #mayRepair(): boolean {
    const now = this.#ports.clock.now();
    const may = this.#repairedAt === null || Math.abs(now - this.#repairedAt) > REPAIRED_LATELY_MS;
    if (may) this.#repairedAt = now;
    return may;
  }

  /**
   * Handles damage found while the desk runs, outside of a command: the desk is closed and opened again, repaired or as a damaged one that
   * reports it.
   */
  async reportDamage(damage: DamagedError): Promise<void> {
    const inner = this.#inner;
    if (inner === null) return;
    this.#inner = null;
    // A failed write on closing is part of the damage that is repaired or reported now.
    await inner.close().catch((error: unknown) => logError('a damaged desk did not close in order', error, {}, 'warn'));
    this.#use((this.#mayRepair() ? await this.#repaired() : null) ?? this.#damaged(damage));
    this.#publish();
  }

  #damaged(damage: DamagedError): Core {
    return damagedCore({ ports: this.#ports, file: this.#file, damage });
  }

  /**
   * Repairs the data if nothing is lost by it: pages with one changed byte are corrected, and others are taken out of what can be rebuilt
   * (`repair-pages.ts`). Otherwise, if everything that can't be rebuilt is still readable, it is copied into a new file. @returns what was done, as a sentence; null if a repair isn't possible
   * @throws DamagedError if rows are lost that can't be rebuilt
   */
  async #repair(now: number): Promise<string | null> {
    const file = this.#file;
    if (!existsSync(file) || !statSync(file).isFile()) return null;
    const owner = ownDataFolder(this.#ports.dataDir);
    try {
      const { repaired, left, whole } = repairBytes(file, now);
      // Reading every row of a large file takes long, and is not needed for one that is as it was written.
      if (repaired.length > 0 && (whole || (left.length === 0 && isSound(await this.#examine())))) {
        const pages = repaired.length === 1 ? 'one page' : `${repaired.length} pages`;
        return `The disk had changed ${pages} of the data. It was repaired from its checksum; nothing was lost.`;
      }
      if (left.length > 0) {
        const taken = repairPages(file, left);
        // Rows that can't be rebuilt are damaged: what can be done about them is for the operator to choose.
        if (taken === 'lost') throw changedPages(left.length);
        if (taken !== 'other') return taken.words;
      }
      const found = await this.#examine();
      if (!losesNothing(found) || found.headerFault?.includes('cut off') === true) {
        if (left.length > 0) throw changedPages(left.length);
        return null;
      }
      const made = makingFile(file);
      const { whole: isWhole } = await this.#salvage(made, { now });
      if (!isWhole) return null;
      const keptAt = putInPlace(file, made, now);
      return `The data was damaged and has been repaired: everything in it could be read, and nothing was lost. The damaged file is kept in ${keptAt}.`;
    } finally {
      owner.release();
    }
  }

  #examine(): Promise<Examination> {
    return inUpkeepThread({ is: 'examine', file: this.#file }, this.#stop.signal, this.#progressed);
  }

  #salvage(into: string, options: SalvageOptions): Promise<SalvageReport> {
    const order = { is: 'salvage' as const, from: this.#file, into, options };
    return inUpkeepThread(order, this.#stop.signal, this.#progressed);
  }

  async #replace(how: Replacement): Promise<Replaced> {
    if (this.#replacing) throw new CommandError('busy', 'The data is already being replaced.');
    const done = this.#replaceNow(how);
    this.#replacing = done;
    try {
      return await done;
    } finally {
      this.#replacing = null;
    }
  }

  async #replaceNow(how: Replacement): Promise<Replaced> {
    if (how.by === 'repair' && !this.#mayRepair())
      throw new CommandError('failed', 'The data was repaired a moment ago, and is damaged again.');
    const storedKey = how.by === 'backup' && how.passphrase === null ? await this.#keptKey() : null;
    await this.#inner?.close();
    this.#inner = null;
    try {
      return await this.#put(how, storedKey);
    } catch (error) {
      throw error instanceof CommandError ? error : new CommandError('failed', (error as Error).message);
    } finally {
      await this.open();
      this.#publish();
    }
  }

  /** The stored key of backups, as text. */
  async #keptKey(): Promise<string | null> {
    // If secrets can't be read, the operator is asked for the passphrase.
    return await this.#ports.secrets.get(BACKUP_KEY).catch((error: unknown) => {
      logError('the key of backups can’t be read', error, {}, 'warn');
      return null;
    });
  }

  async #put(how: Replacement, storedKey: string | null): Promise<Replaced> {
    const { dataDir, clock } = this.#ports;
    const now = clock.now();
    const owner = ownDataFolder(dataDir);
    try {
      switch (how.by) {
        case 'itself':
        case 'repair':
          return { words: [], keptAt: null };
        case 'nothing': {
          const keptAt = moveAside(this.#file, now, [join(dataDir, UPLOADS)]);
          openStore(this.#file).close();
          // The count of starts begins again, so that the empty desk isn't taken for a restored one.
          owner.noteOpens(0);
          return { words: ['This is a new, empty desk.'], keptAt };
        }
        case 'salvage': {
          const made = makingFile(this.#file);
          const { words } = await this.#salvage(made, { now, backup: newestPlain(dataDir) });
          return { words: [...words], keptAt: putInPlace(this.#file, made, now) };
        }
        case 'backup': {
          const encrypted = how.path.endsWith('.enc');
          const secret = how.passphrase ?? storedKey;
          const order = { file: this.#file, backup: how.path, secret, isKey: how.passphrase === null, encrypted };
          const { made, words } = await inUpkeepThread(
            { is: 'restore', ...order },
            this.#stop.signal,
            this.#progressed,
          );
          const keptAt = putInPlace(this.#file, made, now);
          // A file uploaded by the page is a copy of one that the person still has.
          if (dirname(how.path) === join(dataDir, UPLOADS)) rmSync(how.path, { force: true });
          return {
            words: [
              'Restored. All connections are paused: check what is ready to send before you resume them.',
              ...words,
            ],
            keptAt,
          };
        }
      }
    } catch (error) {
      if (error instanceof Error && error.name === 'MigrationError') throw new CommandError('file', error.message);
      throw error;
    } finally {
      owner.release();
    }
  }

  async call(command: string, input: unknown): Promise<Reply> {
    const inner = this.#inner;
    if (inner === null) {
      return {
        ok: false,
        error: { code: 'unavailable', message: replacingInWords(this.#progress) },
      };
    }
    return await inner.call(command, input);
  }

  subscribe(listener: Parameters<Core['subscribe']>[0]): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get unanswered(): number {
    return this.#inner?.unanswered ?? 0;
  }

  async close(graceMs?: number): Promise<void> {
    // The caller gets the result.
    this.#stop.abort();
    await this.#replacing?.catch(() => {});
    await this.#inner?.close(graceMs);
  }
}

function replacingInWords(progress: ReadProgress | null): string {
  const percent = progress === null ? '' : ` (${Math.floor((100 * progress.done) / Math.max(1, progress.total))}%)`;
  return `The data is being replaced${percent}. Try again in a moment.`;
}

/** The newest checked backup that can be read without a passphrase. */
function newestPlain(dataDir: string): string | null {
  const found = listBackups(dataDir).find(({ checked, encrypted }) => checked && !encrypted);
  return found === undefined ? null : backupFile(dataDir, found.name);
}
