import type { Backup, DamageReport } from '../../src-preload/contract/index.ts';
import type { DamagedError } from '../db/damage/errors.ts';
import { unreadReport } from '../db/damage/report.ts';
import type { ReadProgress } from '../db/pages/read-progress.ts';
import { logError } from '../platform/log/log.ts';
import { inUpkeepThread } from './upkeep-thread.ts';

interface Ports {
  readonly file: string;
  readonly damage: DamagedError;
  readonly backups: () => readonly Backup[];
  /** Called when the report has changed. */
  readonly publish: () => void;
}

/** Reads a damaged data file in a separate thread to report what is left of it, once, when that is first asked. */
export class DamageReading {
  readonly #ports: Ports;
  readonly #stop = new AbortController();
  #progress: ReadProgress = { done: 0, total: 0 };
  #reading: Promise<void> | null = null;
  #report: DamageReport | null = null;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** What is known of the damage. With `wait` everything has been read. */
  async report(wait: boolean): Promise<DamageReport> {
    this.#reading ??= this.#read();
    if (wait) await this.#reading;
    const { file, damage, backups } = this.#ports;
    return this.#report === null
      ? unreadReport(file, damage, backups(), this.#progress)
      : { ...this.#report, backups: [...backups()] };
  }

  async #read(): Promise<void> {
    const { file, damage, backups, publish } = this.#ports;
    const order = { is: 'describe' as const, file, kind: damage.kind, message: damage.message, backups: backups() };
    try {
      this.#report = await inUpkeepThread(order, this.#stop.signal, (now) => {
        this.#progress = now;
        publish();
      });
    } catch (error) {
      if (!this.#stop.signal.aborted) logError('the damaged data was not read', error);
      this.#report = unreadReport(file, damage, backups(), null);
    }
    publish();
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }
}
