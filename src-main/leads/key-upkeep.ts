import type { DeskStatus } from '../../src-preload/contract/index.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import { metaOf } from '../db/meta.ts';
import { KEYS_MARK } from '../db/salvage/marks.ts';
import type { Store } from '../db/store.ts';
import { log } from '../platform/log/log.ts';
import { areKeysMissing } from './missing-keys.ts';
import { rebuildKeys } from './rebuild.ts';
import { newestLead } from './rows/leads.ts';

/** After so many leads it can be estimated how long the rest takes. The first ones take longer, because a start has other work. */
const ESTIMATED_FROM = 5_000;

interface Ports {
  readonly store: Store;
  readonly health: Pick<DiskHealth, 'failed' | 'worked'>;
  /** Called when `status` has changed. */
  readonly publish: () => void;
}

/**
 * Restores the phones and emails by which leads are recognized, while the desk is open, after damaged pages were taken out of their tables
 * (`db/damage/repair-pages.ts`). Until then `ingest` refuses leads, and sources are not fetched.
 */
export class KeyUpkeep {
  readonly #ports: Ports;
  readonly #waiting: (() => void)[] = [];
  #progress: { readonly began: number; readonly from: number; done: number } | null = null;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The progress while keys are restored; null otherwise. */
  get status(): DeskStatus['keys'] {
    if (this.#progress === null) return null;
    const { began, from, done } = this.#progress;
    const total = newestLead(this.#ports.store);
    const spent = performance.now() - began;
    return {
      done,
      total,
      msLeft: done - from >= ESTIMATED_FROM ? Math.round((spent / (done - from)) * Math.max(0, total - done)) : null,
    };
  }

  /** Calls a function when all keys are there: now, or when they have been restored. */
  whenReady(then: () => void): void {
    if (areKeysMissing(this.#ports.store)) this.#waiting.push(then);
    else then();
  }

  /** Restores the keys, if any are missing. If the disk refuses that, it ends, and is to be called again. */
  async run(): Promise<void> {
    const { store, health, publish } = this.#ports;
    if (this.#progress !== null || !areKeysMissing(store)) return;
    const meta = metaOf(store);
    const from = Number(meta.get(KEYS_MARK));
    const progress = { began: performance.now(), from, done: from };
    this.#progress = progress;
    try {
      await rebuildKeys(store, from, (next) => {
        meta.set(KEYS_MARK, String(next));
        progress.done = next;
        publish();
      });
      if (!store.raw.open) return;
      store.write(() => meta.drop(KEYS_MARK));
      health.worked(this);
      log('info', 'the keys of leads were restored', { ms: Math.round(performance.now() - progress.began) });
    } catch (error) {
      if (store.raw.open && !health.failed(this, error)) throw error;
      return;
    } finally {
      this.#progress = null;
    }
    publish();
    for (const then of this.#waiting.splice(0)) then();
  }
}
