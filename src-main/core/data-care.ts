import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Backup,
  CommandError,
  type DataCheck,
  type DeskData,
  dataCheck,
} from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { keyText, makeKey } from '../db/backups/encrypt.ts';
import { backupFile, backupFolder, listBackups, namedBackup } from '../db/backups/manifest.ts';
import { isDue } from '../db/backups/prune.ts';
import { metaOf } from '../db/meta.ts';
import { backUp } from '../db/migrate.ts';
import { NOTICE_MARK } from '../db/salvage/marks.ts';
import type { Store } from '../db/store.ts';
import { explainWriting } from '../files/explain.ts';
import { EXPORTS } from '../files/own-files.ts';
import { writeWhole } from '../files/write-whole.ts';
import { log, logError } from '../platform/log/log.ts';
import { DAMAGED } from './around-commands.ts';
import { registerDiagnostics } from './diagnostics.ts';
import type { CorePorts, Replacement } from './ports.ts';
import { BACKUP_KEY, orderRepair } from './repair-order.ts';
import { inUpkeepThread, type PagesToCompare } from './upkeep-thread.ts';

/** The delay after the start until a desk first examines whether a check or backup is due, and the interval after that, ms. */
const FIRST_LOOK_MS = 90_000;
/** The delay after the start until the first pages are compared (`#compareFirst`), while the screen asks for its first lists, ms. */
const COMPARE_AFTER_MS = 1_000;
const LOOK_EVERY_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
/** The wait before a repair, so that the answer to the command that found the damage arrives, and while something is being sent, ms. */
const REPAIR_AFTER_MS = 100;
const REPAIR_WHEN_IDLE_MS = 2_000;

const REPAIRING = 'Part of the data can’t be read. It is repaired as soon as nothing is being sent.';

export interface DataCarePorts {
  readonly core: CorePorts;
  readonly store: Store;
  readonly changed: () => void;
  /** Reports damaged data with a sentence; null if the data is intact. */
  readonly reportProblem: (sentence: string | null) => void;
  /** Whether the desk is idle. */
  readonly idle: () => boolean;
  /** Called once the pages of the lead index were compared. */
  readonly compared: () => void;
}

/** Runs full checks and backups of an open desk's data in a separate thread. */
export class DataCare {
  readonly #ports: DataCarePorts;
  readonly #stop = new AbortController();
  #check: DataCheck | null;
  #checking: Promise<DataCheck> | null = null;
  #backingUp: Promise<Backup> | null = null;
  #problem: string | null = null;
  #fd: number | null = null;
  #cancelTimer: (() => void) | null = null;
  #cancelFirst: (() => void) | null = null;
  /** Whether all pages were compared with their checksums since the start. */
  #compared = false;
  #cancelRepair: (() => void) | null = null;

  constructor(ports: DataCarePorts) {
    this.#ports = ports;
    this.#check = readCheck(ports.core.dataDir);
    if (!ports.core.upkeep) return;
    this.#lookIn(FIRST_LOOK_MS);
    this.#cancelFirst = ports.core.clock.after(COMPARE_AFTER_MS, () => void this.#compareFirst());
  }

  /**
   * Compares the pages of what decides whether somebody may be called and what is sent, before all others, and then those of the lead index,
   * before they are rewritten in idle moments.
   */
  async #compareFirst(): Promise<void> {
    const { compared } = this.#ports;
    try {
      const isSame = (await this.#compare('binding')) && (await this.#compare('index'));
      if (isSame && !this.#stop.signal.aborted) compared();
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      // All pages are compared later, and that is tried again.
      logError('the pages that are compared first were not', error, {}, 'warn');
      compared();
    }
  }

  #lookIn(ms: number): void {
    this.#cancelTimer = this.#ports.core.clock.after(ms, () => void this.#look());
  }

  async #look(): Promise<void> {
    const { core, idle } = this.#ports;
    const now = core.clock.now();
    try {
      // A start compares only the first pages of a large file.
      if (!this.#compared && idle()) {
        await this.#compare('all');
        this.#compared = true;
      }
      if (isDue(listBackups(core.dataDir), now)) await this.backUp('daily');
      const last = this.#check?.at ?? 0;
      // A check with a future date comes from a clock that was ahead, and is ignored.
      if (idle() && (last > now || now - last >= DAY_MS)) await this.check();
    } catch (error) {
      // Settings → Data shows the failure, and the work is tried again. It is logged, because a full disk can't be told from an error of
      // ours here.
      logError('the daily backup or check failed', error, {}, 'warn');
    }
    if (!this.#stop.signal.aborted) this.#lookIn(LOOK_EVERY_MS);
  }

  async check(): Promise<DataCheck> {
    this.#checking ??= this.#checkNow().finally(() => {
      this.#checking = null;
      this.#ports.changed();
    });
    this.#ports.changed();
    return await this.#checking;
  }

  async #checkNow(): Promise<DataCheck> {
    const { core, store, reportProblem } = this.#ports;
    const file = store.raw.name;
    // The file stays open as long as the store, because closing it would release the locks that the store's connection holds on it.
    this.#fd ??= openSync(file, 'r');
    const order = { is: 'check' as const, file, fd: this.#fd, now: core.clock.now() };
    const { check, unknown } = await inUpkeepThread(order, this.#stop.signal);
    if (check.result === 'sound') store.fillLedger(unknown);
    this.#check = check;
    writeWhole(checkFile(core.dataDir), JSON.stringify(check));
    if (check.result === 'repairable') {
      this.repairSoon();
      return check;
    }
    reportProblem(
      check.result === 'damaged'
        ? `The data is damaged. ${check.words.join(' ')} See Settings → Data for what to do.`
        : null,
    );
    return check;
  }

  /**
   * Repairs damaged data as soon as nothing is being sent, because whatever is changed on a damaged page can be damaged too. The data is
   * opened again for that. If it can't be repaired now, that is done at the next start.
   */
  repairSoon(): void {
    const { core, reportProblem, idle } = this.#ports;
    orderRepair(core.dataDir);
    if (!core.upkeep || !core.replace) return;
    reportProblem(REPAIRING);
    if (this.#cancelRepair !== null) return;
    const turn = () => {
      if (idle()) void this.#repairNow();
      else this.#cancelRepair = core.clock.after(REPAIR_WHEN_IDLE_MS, turn);
    };
    this.#cancelRepair = core.clock.after(REPAIR_AFTER_MS, turn);
  }

  async #repairNow(): Promise<void> {
    const { core, reportProblem } = this.#ports;
    try {
      await core.replace?.({ by: 'repair' });
    } catch (error) {
      logError('the data was not repaired', error, {}, 'warn');
      reportProblem(DAMAGED);
    }
  }

  /** Compares pages with their checksums. @returns whether they are as they were written; if not, they are repaired soon */
  async #compare(which: PagesToCompare): Promise<boolean> {
    const { store } = this.#ports;
    const file = store.raw.name;
    this.#fd ??= openSync(file, 'r');
    const pages = await inUpkeepThread({ is: 'compare', file, fd: this.#fd, which }, this.#stop.signal);
    if (pages === 0) return true;
    log('warn', 'pages of the data changed on the disk', { pages });
    this.repairSoon();
    return false;
  }

  async backUp(kind: Backup['kind']): Promise<Backup> {
    this.#backingUp ??= this.#backUpNow(kind).finally(() => {
      this.#backingUp = null;
      this.#ports.changed();
    });
    this.#ports.changed();
    return await this.#backingUp;
  }

  async #backUpNow(kind: Backup['kind']): Promise<Backup> {
    const { core, store } = this.#ports;
    try {
      const file = store.raw.name;
      const key = await core.secrets.get(BACKUP_KEY);
      const backup = { dataDir: core.dataDir, file, kind, now: core.clock.now(), key };
      const made = await inUpkeepThread({ is: 'backup', backup }, this.#stop.signal);
      this.#problem = null;
      return made;
    } catch (error) {
      this.#problem = (error as Error).message;
      throw new CommandError('failed', this.#problem);
    }
  }

  async shown(): Promise<DeskData> {
    const { core, store } = this.#ports;
    const file = store.raw.name;
    return {
      file,
      bytes: statSync(file).size,
      check: this.#check,
      checking: this.#checking !== null,
      backupFolder: backupFolder(core.dataDir),
      backups: listBackups(core.dataDir),
      backingUp: this.#backingUp !== null,
      encrypts: (await core.secrets.get(BACKUP_KEY)) !== null,
      backupProblem: this.#problem,
    };
  }

  register(handlers: Handlers): void {
    const { core, store } = this.#ports;
    const replace = async (how: Replacement) => {
      if (!core.replace) throw new CommandError('failed', 'The data can’t be replaced from here.');
      return await core.replace(how);
    };
    handlers.on('desk.dismissNotice', () => {
      metaOf(store).drop(NOTICE_MARK);
      this.#ports.changed();
      return {};
    });
    handlers.on('desk.backup', async ({ path }) => {
      const written = await explainWriting(path, () => backUp(store.raw, path));
      const pragma = (name: 'page_count' | 'page_size') => Number(store.raw.pragma(name, { simple: true }));
      return { path: written, bytes: pragma('page_count') * pragma('page_size') };
    });
    const { dataDir, clock } = core;
    registerDiagnostics(handlers, { store, dataDir, exportsDir: join(dataDir, EXPORTS), now: () => clock.now() });
    handlers.on('desk.damage', () => null);
    handlers.on('desk.data', () => this.shown());
    handlers.on('desk.check', () => this.check());
    handlers.on('desk.backUpNow', () => this.backUp('by-hand'));
    handlers.on('desk.encryptBackups', async ({ passphrase }) => {
      if (passphrase === null) await core.secrets.delete(BACKUP_KEY);
      else await core.secrets.set(BACKUP_KEY, keyText(makeKey(passphrase)));
      this.#ports.changed();
      return {};
    });
    handlers.on('desk.restore', ({ name, passphrase }) => {
      const path = backupFile(core.dataDir, name);
      if (path === null) throw new CommandError('not-found', `There is no backup ${name}.`, 'name');
      return replace({ by: 'backup', path, passphrase: passphrase ?? null });
    });
    handlers.on('desk.restoreFile', async ({ path, passphrase }) =>
      replace({ by: 'backup', path: await namedBackup(core.dataDir, path), passphrase: passphrase ?? null }),
    );
    handlers.on('desk.salvage', () => replace({ by: 'salvage' }));
    handlers.on('desk.startEmpty', () => replace({ by: 'nothing' }));
    handlers.on('desk.reopen', async () => {
      await replace({ by: 'itself' });
      return {};
    });
  }

  /** To be called after the store is closed. */
  release(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  async close(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelFirst?.();
    this.#cancelRepair?.();
    this.#stop.abort();
    await Promise.allSettled([this.#checking, this.#backingUp]);
  }
}

const checkFile = (dataDir: string): string => join(dataDir, 'last-check.json');

function readCheck(dataDir: string): DataCheck | null {
  try {
    const parsed = dataCheck.safeParse(JSON.parse(readFileSync(checkFile(dataDir), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // There was no check yet, or its file is damaged. The next check writes a new one.
    return null;
  }
}
