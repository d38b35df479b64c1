import { randomInt } from 'node:crypto';
import type { Store } from '../../db/store.ts';

/** So many changed leads are remembered one by one. */
const LEADS_AT_MOST = 20_000;

/** Makes the row that holds the stamp, where it is gone. In the caller's write transaction. @returns whether it was */
export const makeStamp = (store: Store): boolean =>
  store.prepare('INSERT OR IGNORE INTO lead_index_state (id, stamp) VALUES (1, 1)').run().changes > 0;

/** Writes a fresh stamp, by which everybody sees that the index has changed. In the caller's write transaction. */
export function renewStamp(store: Store): number {
  const stamp = randomInt(1, 2 ** 48 - 1);
  store.prepare('UPDATE lead_index_state SET stamp = ? WHERE id = 1').run(stamp);
  return stamp;
}

/**
 * The revision of the index: one number that grows with every change. Whatever is kept in memory keeps the revision beside it, and is
 * old when the index has a later one.
 *
 * Changes are made inside transactions of others, which may be rolled back. So every change also writes a fresh random stamp into
 * `lead_index_state`, which a rollback takes back with the rest. `sync` compares it with the stamp of the last change that is known
 * here: where it differs, the revision grows again, and nothing in memory is trusted. No caller has to tell how its transaction ended.
 */
export class IndexRevision {
  readonly #store: Store;
  #now = 1;
  /** Undefined: nothing was read yet. */
  #stamp: number | undefined;
  /** By lead: the revision of its last change, oldest first. */
  readonly #leads = new Map<number, number>();
  /** Which leads changed at this revision or before is not known. */
  #leadsKnownAfter = 1;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The revision as of the last `sync`. */
  get now(): number {
    return this.#now;
  }

  /** The leads that may stand elsewhere in an order than at that revision; null when these are too many to tell. New leads are not among them. */
  leadsChangedSince(revision: number): ReadonlySet<number> | null {
    if (revision < this.#leadsKnownAfter) return null;
    const found = new Set<number>();
    for (const [id, changedAt] of this.#leads) if (changedAt > revision) found.add(id);
    return found;
  }

  /** Begins a new revision; `leads` may stand elsewhere in an order now. Inside a write transaction, after `sync`. @throws Error outside of one */
  advance(leads: readonly number[] = []): void {
    if (!this.#store.raw.inTransaction) throw new Error('The lead index is changed inside a write transaction only.');
    this.#stamp = renewStamp(this.#store);
    this.#now++;
    for (const id of leads) {
      // Taken out first, so that it goes to the end.
      this.#leads.delete(id);
      this.#leads.set(id, this.#now);
    }
    for (const [id, changedAt] of this.#leads) {
      if (this.#leads.size <= LEADS_AT_MOST) return;
      this.#leads.delete(id);
      this.#leadsKnownAfter = changedAt;
    }
  }

  /** Whether something was changed elsewhere or rolled back since the last call: 1 µs when nothing was. */
  sync(): boolean {
    const stamp = this.#store.prepare<[], number>('SELECT stamp FROM lead_index_state WHERE id = 1').pluck().get();
    if (stamp === this.#stamp) return false;
    this.#stamp = stamp;
    this.#now++;
    this.#leads.clear();
    this.#leadsKnownAfter = this.#now;
    return true;
  }

  /** Makes the next `sync` say that something was changed: a change failed half way. */
  distrust(): void {
    this.#stamp = undefined;
  }
}
