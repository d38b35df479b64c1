import { randomInt } from 'node:crypto';
import type { Store } from '../../db/store.ts';

/** The number of changed leads that are remembered individually. */
const LEADS_AT_MOST = 20_000;

/** Adds the row with the stamp if it is missing. In the caller's write transaction. @returns whether it was */
export const makeStamp = (store: Store): boolean =>
  store.prepare('INSERT OR IGNORE INTO lead_index_state (id, stamp) VALUES (1, 1)').run().changes > 0;

/** Writes a new stamp, which shows that the index has changed. In the caller's write transaction. */
export function renewStamp(store: Store): number {
  const stamp = randomInt(1, 2 ** 48 - 1);
  store.prepare('UPDATE lead_index_state SET stamp = ? WHERE id = 1').run(stamp);
  return stamp;
}

/**
 * The revision of the index: one number that increases with every change. Every cache stores the revision with its content, and is outdated
 * if the index has a later one.
 *
 * Changes are made in transactions of callers, which may be rolled back. So every change also writes a new random stamp into
 * `lead_index_state`, which a rollback reverts together with the rest. `sync` compares it with the stamp of the last change that is known
 * here. If it differs, the revision increases again, and all caches are outdated. No caller has to report how its transaction ended.
 */
export class IndexRevision {
  readonly #store: Store;
  #now = 1;
  /** Undefined means that nothing was read yet. */
  #stamp: number | undefined;
  /** By lead: the revision of its last change, oldest first. */
  readonly #leads = new Map<number, number>();
  /** It is unknown which leads changed at this revision or before. */
  #leadsKnownAfter = 1;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The revision as of the last `sync`. */
  get now(): number {
    return this.#now;
  }

  /** The leads that may have another place in an order than at that revision; null if there are too many. New leads are not included. */
  leadsChangedSince(revision: number): ReadonlySet<number> | null {
    if (revision < this.#leadsKnownAfter) return null;
    const found = new Set<number>();
    for (const [id, changedAt] of this.#leads) if (changedAt > revision) found.add(id);
    return found;
  }

  /**
   * Starts a new revision; `leads` may have another place in an order now. In a write transaction, after `sync`. @throws Error outside of
   * one
   */
  advance(leads: readonly number[] = []): void {
    if (!this.#store.raw.inTransaction) throw new Error('The lead index is changed inside a write transaction only.');
    this.#stamp = renewStamp(this.#store);
    this.#now++;
    for (const id of leads) {
      // It is deleted first, so that it is inserted at the end.
      this.#leads.delete(id);
      this.#leads.set(id, this.#now);
    }
    for (const [id, changedAt] of this.#leads) {
      if (this.#leads.size <= LEADS_AT_MOST) return;
      this.#leads.delete(id);
      this.#leadsKnownAfter = changedAt;
    }
  }

  /** Whether something was changed elsewhere or rolled back since the last call. It takes 1 µs if not. */
  sync(): boolean {
    const stamp = this.#store.prepare<[], number>('SELECT stamp FROM lead_index_state WHERE id = 1').pluck().get();
    if (stamp === this.#stamp) return false;
    this.#stamp = stamp;
    this.#now++;
    this.#leads.clear();
    this.#leadsKnownAfter = this.#now;
    return true;
  }

  /** Makes the next `sync` report a change, because a change failed halfway. */
  distrust(): void {
    this.#stamp = undefined;
  }
}
